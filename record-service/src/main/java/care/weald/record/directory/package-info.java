/** Organisations, practitioners, places and medicines: about no patient, so any partner may look them up. */
@NullMarked
package care.weald.record.directory;

import org.jspecify.annotations.NullMarked;
