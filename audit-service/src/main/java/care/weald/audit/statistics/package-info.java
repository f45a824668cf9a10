/** Counts for governance: no user and no person is in them. */
@NullMarked
package care.weald.audit.statistics;

import org.jspecify.annotations.NullMarked;
