/** What is wrong with items that are taken all the same: found at ingest, counted, and told to who sent them. */
@NullMarked
package care.weald.record.quality;

import org.jspecify.annotations.NullMarked;
