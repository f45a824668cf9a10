/** The versions of items, and the record as it was. */
@NullMarked
package care.weald.record.history;

import org.jspecify.annotations.NullMarked;
