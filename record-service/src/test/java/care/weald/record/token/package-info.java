@NullMarked
package care.weald.record.token;

import org.jspecify.annotations.NullMarked;
