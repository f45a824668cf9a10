/** Bulk de-duplication: the whole index is searched for registrations of one human being. */
@NullMarked
package care.weald.identity.duplicate;

import org.jspecify.annotations.NullMarked;
