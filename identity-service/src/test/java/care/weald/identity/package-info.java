@NullMarked
package care.weald.identity;

import org.jspecify.annotations.NullMarked;
