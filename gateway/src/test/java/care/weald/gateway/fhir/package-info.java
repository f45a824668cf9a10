@NullMarked
package care.weald.gateway.fhir;

import org.jspecify.annotations.NullMarked;
