/** Tests. */
@NullMarked
package care.weald.consent.explain;

import org.jspecify.annotations.NullMarked;
