@NullMarked
package care.weald.consent.relationship;

import org.jspecify.annotations.NullMarked;
