/** What all that is asked of this service in FHIR has in common: Parameters, pages of Tasks, codes, and answers. */
@NullMarked
package care.weald.consent.form;

import org.jspecify.annotations.NullMarked;
