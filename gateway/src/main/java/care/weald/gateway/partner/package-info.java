/** Who calls: a partner's access token, checked by OIDC, read into a caller. */
@NullMarked
package care.weald.gateway.partner;

import org.jspecify.annotations.NullMarked;
