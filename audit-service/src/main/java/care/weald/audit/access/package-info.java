/** Who asks and what was decided, from signed tokens and from nothing else. */
@NullMarked
package care.weald.audit.access;

import org.jspecify.annotations.NullMarked;
