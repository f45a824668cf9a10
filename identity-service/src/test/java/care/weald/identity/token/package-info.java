@NullMarked
package care.weald.identity.token;

import org.jspecify.annotations.NullMarked;
