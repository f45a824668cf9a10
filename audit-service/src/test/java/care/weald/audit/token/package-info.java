@NullMarked
package care.weald.audit.token;

import org.jspecify.annotations.NullMarked;
