package care.weald.identity.match;

import care.weald.identity.match.compare.Profile;
import java.util.UUID;

/**
 * A record that might be the one asked for.
 *
 * @param person the person it belongs to; a person may have several candidates
 * @param profile what is known of it
 * @param restricted the person is restricted: location is left out for callers who may not see it, and no match is certain
 */
public record Candidate(UUID person, Profile profile, boolean restricted) {}
