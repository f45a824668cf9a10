@NullMarked
package care.weald.identity.reindex;

import org.jspecify.annotations.NullMarked;
