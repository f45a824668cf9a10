/** Showing again, byte for byte, what somebody was shown (capabilities.md, D14; ADR 0027). */
@NullMarked
package care.weald.record.seen;

import org.jspecify.annotations.NullMarked;
