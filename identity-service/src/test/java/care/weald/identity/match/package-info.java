@NullMarked
package care.weald.identity.match;

import org.jspecify.annotations.NullMarked;
