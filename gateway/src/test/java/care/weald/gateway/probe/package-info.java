/** Tests of probes. */
@NullMarked
package care.weald.gateway.probe;

import org.jspecify.annotations.NullMarked;
