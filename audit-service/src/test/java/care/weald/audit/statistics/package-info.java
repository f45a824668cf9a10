@NullMarked
package care.weald.audit.statistics;

import org.jspecify.annotations.NullMarked;
