/** The stored item: its name, its bytes, and reading one. */
@NullMarked
package care.weald.record.item;

import org.jspecify.annotations.NullMarked;
