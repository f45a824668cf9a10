/** Feeds from partners: a Bundle becomes items in one database transaction, once. */
@NullMarked
package care.weald.record.feed;

import org.jspecify.annotations.NullMarked;
