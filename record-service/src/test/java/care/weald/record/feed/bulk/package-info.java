/** Tests of files in the background. */
@NullMarked
package care.weald.record.feed.bulk;

import org.jspecify.annotations.NullMarked;
