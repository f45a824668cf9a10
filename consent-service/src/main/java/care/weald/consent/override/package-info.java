/** Overrides: a professional sets aside what hides a person, for a stated reason and a short time (S136, D4). */
@NullMarked
package care.weald.consent.override;

import org.jspecify.annotations.NullMarked;
