/** Tests. */
@NullMarked
package care.weald.consent.governance;

import org.jspecify.annotations.NullMarked;
