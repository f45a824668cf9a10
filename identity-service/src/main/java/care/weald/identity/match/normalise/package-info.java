/** Raw demographic text brought into one form, so that only real differences are left to compare. */
@NullMarked
package care.weald.identity.match.normalise;

import org.jspecify.annotations.NullMarked;
