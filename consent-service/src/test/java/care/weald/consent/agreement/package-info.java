@NullMarked
package care.weald.consent.agreement;

import org.jspecify.annotations.NullMarked;
