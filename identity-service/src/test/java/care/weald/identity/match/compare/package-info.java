@NullMarked
package care.weald.identity.match.compare;

import org.jspecify.annotations.NullMarked;
