package care.weald.identity.match;

/**
 * A candidate with its score.
 *
 * @param candidate the candidate that fits best of its person
 * @param score how well it fits
 */
public record Match(Candidate candidate, Score score) {}
