/** What the caller may see: the permit of consent-service, in the form that the SQL takes. */
@NullMarked
package care.weald.record.permit;

import org.jspecify.annotations.NullMarked;
