/** The NHS number: understood in this service only. */
@NullMarked
package care.weald.identity.nhsnumber;

import org.jspecify.annotations.NullMarked;
