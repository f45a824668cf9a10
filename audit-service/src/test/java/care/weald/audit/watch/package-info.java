@NullMarked
package care.weald.audit.watch;

import org.jspecify.annotations.NullMarked;
