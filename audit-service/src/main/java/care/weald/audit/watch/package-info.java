/** Monitoring: rules that are data and SQL, run over a narrow copy of the last weeks' events in the order of the log. */
@NullMarked
package care.weald.audit.watch;

import org.jspecify.annotations.NullMarked;
