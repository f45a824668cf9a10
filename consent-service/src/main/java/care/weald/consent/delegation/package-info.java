/** Proxies: who may see another person's record, recorded where that person is registered, for a time (S159, X4). */
@NullMarked
package care.weald.consent.delegation;

import org.jspecify.annotations.NullMarked;
