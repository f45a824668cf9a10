/** Every rule of the categories and labels. */
@NullMarked
package care.weald.record.category;

import org.jspecify.annotations.NullMarked;
