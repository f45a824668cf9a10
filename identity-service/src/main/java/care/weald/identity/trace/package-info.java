/** Finding people by their demographics: search (IHE PDQm ITI-78) and match (ITI-119). */
@NullMarked
package care.weald.identity.trace;

import org.jspecify.annotations.NullMarked;
