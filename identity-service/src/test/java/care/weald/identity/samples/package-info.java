/** Synthetic people, and the requests that tests make. */
@NullMarked
package care.weald.identity.samples;

import org.jspecify.annotations.NullMarked;
