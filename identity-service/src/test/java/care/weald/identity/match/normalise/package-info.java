@NullMarked
package care.weald.identity.match.normalise;

import org.jspecify.annotations.NullMarked;
