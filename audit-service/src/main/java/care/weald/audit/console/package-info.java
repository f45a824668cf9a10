/** The console: the web page for privacy officers, as files that the gateway hands on. */
@NullMarked
package care.weald.audit.console;

import org.jspecify.annotations.NullMarked;
