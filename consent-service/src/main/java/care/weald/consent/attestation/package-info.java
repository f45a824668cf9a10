/** Proof that objections are honoured: what was decided, held against each objection in force, every night (S181, D10). */
@NullMarked
package care.weald.consent.attestation;

import org.jspecify.annotations.NullMarked;
