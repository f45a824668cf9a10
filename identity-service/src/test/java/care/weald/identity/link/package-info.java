@NullMarked
package care.weald.identity.link;

import org.jspecify.annotations.NullMarked;
