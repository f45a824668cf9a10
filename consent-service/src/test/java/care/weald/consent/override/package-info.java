@NullMarked
package care.weald.consent.override;

import org.jspecify.annotations.NullMarked;
