/** The append-only log: events in groups, a gap-free index, one row lock for the head, one leaf hash an event. */
@NullMarked
package care.weald.audit.log;

import org.jspecify.annotations.NullMarked;
