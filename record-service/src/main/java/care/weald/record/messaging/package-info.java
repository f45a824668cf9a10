/** FHIR messages (R4 messaging: a Bundle that begins with a MessageHeader) as transaction Bundles. */
@NullMarked
package care.weald.record.messaging;

import org.jspecify.annotations.NullMarked;
