/** The only place where a fault becomes an HTTP answer, always as a FHIR OperationOutcome. */
@NullMarked
package care.weald.gateway.outcome;

import org.jspecify.annotations.NullMarked;
