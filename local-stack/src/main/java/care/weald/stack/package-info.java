/** The whole suite on one machine: what {@code ./weald} starts, stops and asks. */
@NullMarked
package care.weald.stack;

import org.jspecify.annotations.NullMarked;
