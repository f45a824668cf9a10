/** Tests of the patient summary. */
@NullMarked
package care.weald.record.summary;

import org.jspecify.annotations.NullMarked;
