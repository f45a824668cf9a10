/** The 22 information categories, and which item belongs to which, with what labels. The rules are data. */
@NullMarked
package care.weald.record.category;

import org.jspecify.annotations.NullMarked;
