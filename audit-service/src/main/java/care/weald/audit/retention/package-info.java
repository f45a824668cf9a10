/** The end of an event's keeping: its contents go, its place in the log and its proof stay. */
@NullMarked
package care.weald.audit.retention;

import org.jspecify.annotations.NullMarked;
