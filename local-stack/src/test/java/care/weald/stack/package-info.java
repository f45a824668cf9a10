/** Tests of the launcher. */
@NullMarked
package care.weald.stack;

import org.jspecify.annotations.NullMarked;
