/** Files of registrations, stored line by line in the background, and what became of each line. */
@NullMarked
package care.weald.identity.bulk;

import org.jspecify.annotations.NullMarked;
