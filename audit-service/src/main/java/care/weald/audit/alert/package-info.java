/** Alerts, told as FHIR DetectedIssues: what a rule found, in numbers until an officer opens one. */
@NullMarked
package care.weald.audit.alert;

import org.jspecify.annotations.NullMarked;
