/** One small client a service; what they answer is passed through as bytes. */
@NullMarked
package care.weald.gateway.upstream;

import org.jspecify.annotations.NullMarked;
