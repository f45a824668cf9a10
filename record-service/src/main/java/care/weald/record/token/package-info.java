/** The tokens that this service reads and signs: the only thing services share (docs/contracts/tokens.md). */
@NullMarked
package care.weald.record.token;

import org.jspecify.annotations.NullMarked;
