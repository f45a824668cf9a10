/** Stand-ins for the OIDC provider and the services behind the gateway. */
@NullMarked
package care.weald.gateway.support;

import org.jspecify.annotations.NullMarked;
