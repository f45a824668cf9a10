/** What the rest stands on: the clock, and what is known about the request in hand. */
@NullMarked
package care.weald.gateway.platform;

import org.jspecify.annotations.NullMarked;
