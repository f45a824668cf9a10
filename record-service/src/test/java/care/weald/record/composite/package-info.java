/** Tests of what is said of a category besides its items. */
@NullMarked
package care.weald.record.composite;

import org.jspecify.annotations.NullMarked;
