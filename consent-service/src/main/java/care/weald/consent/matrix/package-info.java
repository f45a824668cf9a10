/** The role-by-category matrix: which job role sees which information category at which level. */
@NullMarked
package care.weald.consent.matrix;

import org.jspecify.annotations.NullMarked;
