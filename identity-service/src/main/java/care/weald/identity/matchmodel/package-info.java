/** Versions of the match model: training, shadow run, approval by two people, and roll-back. */
@NullMarked
package care.weald.identity.matchmodel;

import org.jspecify.annotations.NullMarked;
