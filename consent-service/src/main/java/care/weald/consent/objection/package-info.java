/** Objections to sharing (UK GDPR Article 21): here their outcome, as far as a decision needs it. */
@NullMarked
package care.weald.consent.objection;

import org.jspecify.annotations.NullMarked;
