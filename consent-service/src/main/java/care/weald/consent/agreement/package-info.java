/** What each partner organisation signed, and for how long it holds (JCA, DPA). */
@NullMarked
package care.weald.consent.agreement;

import org.jspecify.annotations.NullMarked;
