package care.weald.identity.link;

import java.util.UUID;

/**
 * Where a source patient stands after a feed.
 *
 * @param person the person it is linked to
 * @param version its newest version, counted from 1
 * @param created true when this message made it
 */
public record Stored(UUID sourcePatient, UUID person, int version, boolean created) {}
