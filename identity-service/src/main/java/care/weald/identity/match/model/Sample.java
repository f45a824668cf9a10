package care.weald.identity.match.model;

import care.weald.identity.match.compare.Profile;

/**
 * A record to learn from.
 *
 * @param profile what it says
 * @param source the kind of organisation it comes from, empty when not known
 */
public record Sample(Profile profile, String source) {}
