@NullMarked
package care.weald.audit.retention;

import org.jspecify.annotations.NullMarked;
