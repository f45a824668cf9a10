/** Tests of what an item is and what is shown of it. */
@NullMarked
package care.weald.record.item;

import org.jspecify.annotations.NullMarked;
