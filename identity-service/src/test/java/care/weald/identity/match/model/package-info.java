@NullMarked
package care.weald.identity.match.model;

import org.jspecify.annotations.NullMarked;
