/** Tests. */
@NullMarked
package care.weald.consent.attestation;

import org.jspecify.annotations.NullMarked;
