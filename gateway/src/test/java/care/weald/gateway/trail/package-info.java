@NullMarked
package care.weald.gateway.trail;

import org.jspecify.annotations.NullMarked;
