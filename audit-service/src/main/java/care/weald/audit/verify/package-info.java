/**
 * An export of the log, verified offline: no database, no network, nothing to trust but a public key and whatever
 * checkpoints the verifier has kept.
 */
@NullMarked
package care.weald.audit.verify;

import org.jspecify.annotations.NullMarked;
