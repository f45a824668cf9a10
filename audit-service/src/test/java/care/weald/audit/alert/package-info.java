@NullMarked
package care.weald.audit.alert;

import org.jspecify.annotations.NullMarked;
