/** What a governed read costs beside a bare one; run by hand. */
@NullMarked
package care.weald.stack.bench;

import org.jspecify.annotations.NullMarked;
