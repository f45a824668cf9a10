/** Tests of the benchmark's parts. */
@NullMarked
package care.weald.stack.bench;

import org.jspecify.annotations.NullMarked;
