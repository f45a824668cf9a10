/** What a level of agreement is worth: versioned weights, where they come from and how they are written down. */
@NullMarked
package care.weald.identity.match.model;

import org.jspecify.annotations.NullMarked;
