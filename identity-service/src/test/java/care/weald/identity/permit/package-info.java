@NullMarked
package care.weald.identity.permit;

import org.jspecify.annotations.NullMarked;
