/** What source patients are found by: normalised demographics, block keys and names, kept with each version. */
@NullMarked
package care.weald.identity.index;

import org.jspecify.annotations.NullMarked;
