/** Privacy cases: what becomes of an alert, step by step, by whom, to which outcome; told as FHIR Tasks. */
@NullMarked
package care.weald.audit.casework;

import org.jspecify.annotations.NullMarked;
