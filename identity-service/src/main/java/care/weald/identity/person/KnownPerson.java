package care.weald.identity.person;

import java.util.List;
import java.util.UUID;

/**
 * A person and the source patients linked to them now.
 *
 * @param restricted a steward, or the label of any of the source patients, says so
 */
record KnownPerson(UUID id, boolean restricted, List<Source> sources) {

    KnownPerson {
        sources = List.copyOf(sources);
    }

    /**
     * One source patient.
     *
     * @param active false when its organisation has closed the registration
     */
    record Source(String organisation, UUID patient, boolean active) {}
}
