package care.weald.identity.match.evaluation;

import care.weald.identity.match.Demographics;

/**
 * A record of a set with its truth, which is used for measuring only.
 *
 * @param demographics what is matched
 * @param truth the person; negative for somebody who is not in the index
 * @param source the kind of organisation, empty when the set does not say
 * @param text the raw record, to look at errors with
 */
record Entry(Demographics demographics, long truth, String source, String text) {}
