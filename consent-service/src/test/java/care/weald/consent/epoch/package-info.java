/** Tests. */
@NullMarked
package care.weald.consent.epoch;

import org.jspecify.annotations.NullMarked;
