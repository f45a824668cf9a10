@NullMarked
package care.weald.gateway.platform;

import org.jspecify.annotations.NullMarked;
