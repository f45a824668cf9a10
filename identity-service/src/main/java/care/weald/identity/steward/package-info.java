/** What a data steward does to links: merge two persons, take source patients out of one. Nothing is moved or deleted. */
@NullMarked
package care.weald.identity.steward;

import org.jspecify.annotations.NullMarked;
