/** Tests of egress. */
@NullMarked
package care.weald.consent.egress;

import org.jspecify.annotations.NullMarked;
