@NullMarked
package care.weald.audit.event;

import org.jspecify.annotations.NullMarked;
