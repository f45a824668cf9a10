/** The case around an objection (UK GDPR Article 21): lodged, looked into, decided by a clinician, appealed, withdrawn. */
@NullMarked
package care.weald.consent.casework;

import org.jspecify.annotations.NullMarked;
