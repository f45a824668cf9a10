/** Tests. */
@NullMarked
package care.weald.consent.policy;

import org.jspecify.annotations.NullMarked;
