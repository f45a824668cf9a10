/** Witnesses of the log: partners that cosign its heads, so that nobody can be shown another log than the others. */
@NullMarked
package care.weald.audit.witness;

import org.jspecify.annotations.NullMarked;
