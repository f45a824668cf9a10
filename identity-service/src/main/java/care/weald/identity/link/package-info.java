/** Who is who: source patients, persons, and the links between them. Links never move data and can be undone. */
@NullMarked
package care.weald.identity.link;

import org.jspecify.annotations.NullMarked;
