/** What each feed has promised, and which are late: contracts, the list of feeds, and the warnings in answers. */
@NullMarked
package care.weald.record.freshness;

import org.jspecify.annotations.NullMarked;
