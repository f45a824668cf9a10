/** Feeds, from real sample messages to broken ones. */
@NullMarked
package care.weald.record.feed;

import org.jspecify.annotations.NullMarked;
