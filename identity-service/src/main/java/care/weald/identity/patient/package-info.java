/** Demographics: the Patient that partners see, put together from the sources (IHE PDQm, Patient Demographics Supplier). */
@NullMarked
package care.weald.identity.patient;

import org.jspecify.annotations.NullMarked;
