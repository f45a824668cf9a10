@NullMarked
package care.weald.audit.casework;

import org.jspecify.annotations.NullMarked;
