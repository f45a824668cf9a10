/** Data of many people that leave: under a named agreement, for no commercial purpose, or not at all (S165, S166; D15). */
@NullMarked
package care.weald.consent.egress;

import org.jspecify.annotations.NullMarked;
