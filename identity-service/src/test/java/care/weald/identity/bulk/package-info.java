@NullMarked
package care.weald.identity.bulk;

import org.jspecify.annotations.NullMarked;
