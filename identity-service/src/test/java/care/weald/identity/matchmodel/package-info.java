@NullMarked
package care.weald.identity.matchmodel;

import org.jspecify.annotations.NullMarked;
