@NullMarked
package care.weald.identity.duplicate;

import org.jspecify.annotations.NullMarked;
