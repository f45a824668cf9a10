@NullMarked
package care.weald.audit;

import org.jspecify.annotations.NullMarked;
