/** Whether JSON is a resource of FHIR R4: its elements, their types and cardinality, and values that can be. */
@NullMarked
package care.weald.record.structure;

import org.jspecify.annotations.NullMarked;
