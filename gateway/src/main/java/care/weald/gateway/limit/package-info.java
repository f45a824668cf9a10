/** How often a client, or an address without a token, may ask. */
@NullMarked
package care.weald.gateway.limit;

import org.jspecify.annotations.NullMarked;
