@NullMarked
package care.weald.gateway.entrance;

import org.jspecify.annotations.NullMarked;
