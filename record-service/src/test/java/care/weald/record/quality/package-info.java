/** Tests of the faults that items are taken with. */
@NullMarked
package care.weald.record.quality;

import org.jspecify.annotations.NullMarked;
