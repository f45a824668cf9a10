/** Files of resources, one a line, stored in the background: kept before they are acknowledged, each line stored once. */
@NullMarked
package care.weald.record.feed.bulk;

import org.jspecify.annotations.NullMarked;
