/** The disclosure pipeline: whom, what, fetch, proof, release (PCF Consent Enforcement Point). */
@NullMarked
package care.weald.gateway.enforcement;

import org.jspecify.annotations.NullMarked;
