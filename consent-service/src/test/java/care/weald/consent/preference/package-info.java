/** Tests of preference. */
@NullMarked
package care.weald.consent.preference;

import org.jspecify.annotations.NullMarked;
