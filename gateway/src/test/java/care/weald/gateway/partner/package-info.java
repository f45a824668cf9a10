@NullMarked
package care.weald.gateway.partner;

import org.jspecify.annotations.NullMarked;
