@NullMarked
package care.weald.gateway.outcome;

import org.jspecify.annotations.NullMarked;
