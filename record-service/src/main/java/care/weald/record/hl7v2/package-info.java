/**
 * HL7 v2 messages in ER7 as FHIR transaction Bundles. Everything here but the Resource is pure: what a message becomes
 * depends on its bytes, its sender and the settings alone, so the same message is the same Bundle whenever it comes.
 */
@NullMarked
package care.weald.record.hl7v2;

import org.jspecify.annotations.NullMarked;
