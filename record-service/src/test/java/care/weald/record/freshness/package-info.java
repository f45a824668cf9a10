/** Tests of what is said about feeds that are late, and of what is not there. */
@NullMarked
package care.weald.record.freshness;

import org.jspecify.annotations.NullMarked;
