package care.weald.identity.person;

import java.util.List;
import java.util.UUID;

/**
 * A person and the source patients linked to them now.
 *
 * @param restricted a steward, or the label of any of the source patients, says so, or a person merged into this one is
 * @param former the other ids under which any of the source patients was, or by a merge still is, known
 * @param near how near the member of staff who asks is to them ({@link care.weald.identity.staff.Nearness})
 */
record KnownPerson(UUID id, boolean restricted, List<Source> sources, List<FormerId> former, List<String> near) {

    KnownPerson {
        sources = List.copyOf(sources);
        former = List.copyOf(former);
        near = List.copyOf(near);
    }

    /**
     * One source patient.
     *
     * @param active false when its organisation has closed the registration
     */
    record Source(String organisation, UUID patient, boolean active) {}
}
