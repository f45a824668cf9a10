/** The Parameters of FHIR operations. */
@NullMarked
package care.weald.identity.operation;

import org.jspecify.annotations.NullMarked;
