@NullMarked
package care.weald.audit.tree;

import org.jspecify.annotations.NullMarked;
