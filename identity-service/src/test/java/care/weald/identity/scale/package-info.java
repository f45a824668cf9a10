/** The speed of identity-service as a service, with as many people as there may be: a programme, no test. */
@NullMarked
package care.weald.identity.scale;

import org.jspecify.annotations.NullMarked;
