/** Documents, from a feed to their bytes. */
@NullMarked
package care.weald.record.document;

import org.jspecify.annotations.NullMarked;
