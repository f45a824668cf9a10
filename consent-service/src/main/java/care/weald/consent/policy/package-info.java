/** Versions of the access matrix: drafted, approved by a second person, put in force, retired (row G3). */
@NullMarked
package care.weald.consent.policy;

import org.jspecify.annotations.NullMarked;
