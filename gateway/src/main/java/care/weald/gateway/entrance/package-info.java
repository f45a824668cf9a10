/** The first route: raw paths, request ids, security headers and the request log, before anything else looks. */
@NullMarked
package care.weald.gateway.entrance;

import org.jspecify.annotations.NullMarked;
