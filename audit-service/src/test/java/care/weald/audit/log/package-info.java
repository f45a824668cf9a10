@NullMarked
package care.weald.audit.log;

import org.jspecify.annotations.NullMarked;
