/** Who has used a person's record, told to that person in plain words (rows A6 and D8). */
@NullMarked
package care.weald.audit.accesslog;

import org.jspecify.annotations.NullMarked;
