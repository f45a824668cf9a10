/** The console of audit-service as the outside gets it: its files, its policy and how it signs in. */
@NullMarked
package care.weald.gateway.console;

import org.jspecify.annotations.NullMarked;
