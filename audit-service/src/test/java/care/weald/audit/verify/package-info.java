@NullMarked
package care.weald.audit.verify;

import org.jspecify.annotations.NullMarked;
