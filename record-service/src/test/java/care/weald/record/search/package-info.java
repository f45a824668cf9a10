/** Search: what matches, and what never leaks. */
@NullMarked
package care.weald.record.search;

import org.jspecify.annotations.NullMarked;
