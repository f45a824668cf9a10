@NullMarked
package care.weald.identity.nhsnumber;

import org.jspecify.annotations.NullMarked;
