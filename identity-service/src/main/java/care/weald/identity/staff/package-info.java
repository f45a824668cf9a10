/** Who works for a partner, and how near they are to the people whose records they open. */
@NullMarked
package care.weald.identity.staff;

import org.jspecify.annotations.NullMarked;
