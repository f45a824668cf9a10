/** Processes are killed while records are read, and afterwards every answer must have its one event. */
@NullMarked
package care.weald.stack.kill;

import org.jspecify.annotations.NullMarked;
