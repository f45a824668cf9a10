/** The FHIR R4 API: routes, content negotiation, self-description. */
@NullMarked
package care.weald.gateway.fhir;

import org.jspecify.annotations.NullMarked;
