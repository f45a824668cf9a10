@NullMarked
package care.weald.identity.patient;

import org.jspecify.annotations.NullMarked;
