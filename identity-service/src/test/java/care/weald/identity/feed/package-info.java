@NullMarked
package care.weald.identity.feed;

import org.jspecify.annotations.NullMarked;
