/** Whom a request is about: the person token. */
@NullMarked
package care.weald.identity.person;

import org.jspecify.annotations.NullMarked;
