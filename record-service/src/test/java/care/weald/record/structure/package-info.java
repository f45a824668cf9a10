/** R4 structure, checked against the R4 model of HAPI FHIR. */
@NullMarked
package care.weald.record.structure;

import org.jspecify.annotations.NullMarked;
