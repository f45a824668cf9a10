/** Whether two records are the same person: demographics, block keys, scores, grades and clusters. Pure functions. */
@NullMarked
package care.weald.identity.match;

import org.jspecify.annotations.NullMarked;
