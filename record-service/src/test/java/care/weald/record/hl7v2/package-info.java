/** HL7 v2 as it becomes FHIR. */
@NullMarked
package care.weald.record.hl7v2;

import org.jspecify.annotations.NullMarked;
