@NullMarked
package care.weald.identity.steward;

import org.jspecify.annotations.NullMarked;
