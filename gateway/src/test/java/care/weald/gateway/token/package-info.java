@NullMarked
package care.weald.gateway.token;

import org.jspecify.annotations.NullMarked;
