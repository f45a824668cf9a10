@NullMarked
package care.weald.identity.index;

import org.jspecify.annotations.NullMarked;
