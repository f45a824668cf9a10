/** The packaged suite seen whole, with a real Keycloak and a real PostgreSQL. */
@NullMarked
package care.weald.stack.e2e;

import org.jspecify.annotations.NullMarked;
