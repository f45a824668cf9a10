@NullMarked
package care.weald.consent.architecture;

import org.jspecify.annotations.NullMarked;
