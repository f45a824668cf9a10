/** The patient identity feed: what partners' systems say about the people they know (IHE PIXm ITI-104). */
@NullMarked
package care.weald.identity.feed;

import org.jspecify.annotations.NullMarked;
