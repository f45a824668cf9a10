/** Tests of messages that were set aside. */
@NullMarked
package care.weald.record.feed.failed;

import org.jspecify.annotations.NullMarked;
