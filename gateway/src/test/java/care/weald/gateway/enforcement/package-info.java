@NullMarked
package care.weald.gateway.enforcement;

import org.jspecify.annotations.NullMarked;
