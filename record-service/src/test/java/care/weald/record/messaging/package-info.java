/** FHIR messages as transactions. */
@NullMarked
package care.weald.record.messaging;

import org.jspecify.annotations.NullMarked;
