/** Why something is shown or hidden, and what another matrix would change, from what decisions rested on (row D9). */
@NullMarked
package care.weald.consent.explain;

import org.jspecify.annotations.NullMarked;
