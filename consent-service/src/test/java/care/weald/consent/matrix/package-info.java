@NullMarked
package care.weald.consent.matrix;

import org.jspecify.annotations.NullMarked;
