/** The permit: what consent-service lets this caller see or send. */
@NullMarked
package care.weald.identity.permit;

import org.jspecify.annotations.NullMarked;
