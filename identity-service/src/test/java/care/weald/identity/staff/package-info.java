/** The register of staff and how near a member of staff is to a person. */
@NullMarked
package care.weald.identity.staff;

import org.jspecify.annotations.NullMarked;
