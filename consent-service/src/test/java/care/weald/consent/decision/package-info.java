@NullMarked
package care.weald.consent.decision;

import org.jspecify.annotations.NullMarked;
