/** Tests of witnesses. */
@NullMarked
package care.weald.audit.witness;

import org.jspecify.annotations.NullMarked;
