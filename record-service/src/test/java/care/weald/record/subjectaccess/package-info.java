@NullMarked
package care.weald.record.subjectaccess;

import org.jspecify.annotations.NullMarked;
