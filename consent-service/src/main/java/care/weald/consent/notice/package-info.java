/** Dated privacy notices: what people are told, from which day on, by two people (S153 to S155; row X15). */
@NullMarked
package care.weald.consent.notice;

import org.jspecify.annotations.NullMarked;
