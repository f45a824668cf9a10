@NullMarked
package care.weald.consent.casework;

import org.jspecify.annotations.NullMarked;
