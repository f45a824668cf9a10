/** Tests of privacy notices. */
@NullMarked
package care.weald.consent.notice;

import org.jspecify.annotations.NullMarked;
