@NullMarked
package care.weald.audit.search;

import org.jspecify.annotations.NullMarked;
