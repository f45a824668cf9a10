/** Tests. */
@NullMarked
package care.weald.consent.delegation;

import org.jspecify.annotations.NullMarked;
