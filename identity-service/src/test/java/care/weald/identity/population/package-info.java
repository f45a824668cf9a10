@NullMarked
package care.weald.identity.population;

import org.jspecify.annotations.NullMarked;
