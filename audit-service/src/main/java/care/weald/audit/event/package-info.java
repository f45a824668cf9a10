/** One AuditEvent from signed tokens and the gateway's facts, kept in the log, answered with a receipt. */
@NullMarked
package care.weald.audit.event;

import org.jspecify.annotations.NullMarked;
