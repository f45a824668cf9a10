/** What every service has: its clock, its way to say what is wrong, and the request id in each log line. */
@NullMarked
package care.weald.audit.platform;

import org.jspecify.annotations.NullMarked;
