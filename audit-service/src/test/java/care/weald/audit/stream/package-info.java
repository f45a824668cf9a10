@NullMarked
package care.weald.audit.stream;

import org.jspecify.annotations.NullMarked;
