/** What people prefer for services that are none of ours, kept apart from objections (S146, S164; row C6). */
@NullMarked
package care.weald.consent.preference;

import org.jspecify.annotations.NullMarked;
