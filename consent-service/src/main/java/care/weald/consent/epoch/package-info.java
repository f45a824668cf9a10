/** Whether the database still has every objection that was ever stored: after a restore it may not (D3). */
@NullMarked
package care.weald.consent.epoch;

import org.jspecify.annotations.NullMarked;
