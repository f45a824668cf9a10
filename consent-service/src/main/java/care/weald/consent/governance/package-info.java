/** How partners do, in numbers, for those who run the service for all of them (S181 and row D10). */
@NullMarked
package care.weald.consent.governance;

import org.jspecify.annotations.NullMarked;
