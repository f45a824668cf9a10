/** Relationships that a professional claims: stated with a reason, short, and told to the audit trail. */
@NullMarked
package care.weald.consent.relationship;

import org.jspecify.annotations.NullMarked;
