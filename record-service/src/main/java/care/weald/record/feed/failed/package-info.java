/** Messages that were refused for what is in them, set aside for their sender alone. */
@NullMarked
package care.weald.record.feed.failed;

import org.jspecify.annotations.NullMarked;
