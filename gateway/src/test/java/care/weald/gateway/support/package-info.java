/** A real PostgreSQL and stand-ins for the services that sign, for this service's tests. */
@NullMarked
package care.weald.gateway.support;

import org.jspecify.annotations.NullMarked;
