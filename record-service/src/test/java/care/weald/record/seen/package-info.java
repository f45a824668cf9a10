@NullMarked
package care.weald.record.seen;

import org.jspecify.annotations.NullMarked;
