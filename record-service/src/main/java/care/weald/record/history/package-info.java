/** The versions of an item. */
@NullMarked
package care.weald.record.history;

import org.jspecify.annotations.NullMarked;
