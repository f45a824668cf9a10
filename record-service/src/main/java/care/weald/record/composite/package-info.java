/** The whole record of a person: by category with a List each, or everything page by page. */
@NullMarked
package care.weald.record.composite;

import org.jspecify.annotations.NullMarked;
