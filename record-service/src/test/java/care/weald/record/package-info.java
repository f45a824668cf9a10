/** The shape of the service. */
@NullMarked
package care.weald.record;

import org.jspecify.annotations.NullMarked;
