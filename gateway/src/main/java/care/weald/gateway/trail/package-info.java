/** The audit log's tree, for everybody who verifies it: passed through, for it proves itself. */
@NullMarked
package care.weald.gateway.trail;

import org.jspecify.annotations.NullMarked;
