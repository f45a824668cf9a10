/** The public door. */
@NullMarked
package care.weald.gateway;

import org.jspecify.annotations.NullMarked;
