/** Documents: their content, apart from the items that hold it, and the one current treatment escalation plan. */
@NullMarked
package care.weald.record.document;

import org.jspecify.annotations.NullMarked;
