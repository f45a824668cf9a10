/** Works out again what source patients are found by, when that was never done or is done differently now. */
@NullMarked
package care.weald.identity.reindex;

import org.jspecify.annotations.NullMarked;
