@NullMarked
package care.weald.identity.platform;

import org.jspecify.annotations.NullMarked;
