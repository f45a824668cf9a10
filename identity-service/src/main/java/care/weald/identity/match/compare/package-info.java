/** How alike two records are, field by field, as ordered levels. */
@NullMarked
package care.weald.identity.match.compare;

import org.jspecify.annotations.NullMarked;
