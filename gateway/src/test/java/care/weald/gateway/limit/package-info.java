@NullMarked
package care.weald.gateway.limit;

import org.jspecify.annotations.NullMarked;
