/** The log written to a folder, for whoever verifies it elsewhere. */
@NullMarked
package care.weald.audit.export;

import org.jspecify.annotations.NullMarked;
