@NullMarked
package care.weald.identity.trace;

import org.jspecify.annotations.NullMarked;
