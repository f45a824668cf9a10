@NullMarked
package care.weald.identity.person;

import org.jspecify.annotations.NullMarked;
