/** Search of the log: IHE ITI-81 with a closed list of parameters, newest first, page by page. */
@NullMarked
package care.weald.audit.search;

import org.jspecify.annotations.NullMarked;
