@NullMarked
package care.weald.identity.match.evaluation;

import org.jspecify.annotations.NullMarked;
