/** Makes the sample people that ship with the project. */
@NullMarked
package care.weald.stack.sample;

import org.jspecify.annotations.NullMarked;
