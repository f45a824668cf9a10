@NullMarked
package care.weald.consent.token;

import org.jspecify.annotations.NullMarked;
