/** Search within one person's record, and the Bundles that answers are. */
@NullMarked
package care.weald.record.search;

import org.jspecify.annotations.NullMarked;
