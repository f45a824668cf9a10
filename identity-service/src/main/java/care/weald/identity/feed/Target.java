package care.weald.identity.feed;

import care.weald.identity.link.SourcePatientId;
import care.weald.identity.nhsnumber.NhsNumber;
import java.util.Optional;
import java.util.UUID;

/** Where a reference or a condition points. */
sealed interface Target {

    /** A source patient, by its own id or that of any of its local identifiers; or a person. */
    record ById(UUID id) implements Target {

        @Override
        public String name() {
            return id.toString();
        }
    }

    /** Whoever has an NHS number. */
    record ByNumber(NhsNumber number) implements Target {

        @Override
        public String name() {
            return number.value();
        }
    }

    /** The name under which {@link Found} has what this leads to. */
    String name();

    /** What {@code criterion} of {@code organisation} searches for; empty for an impossible NHS number. */
    static Optional<Target> of(Criterion criterion, String organisation) {
        return criterion.system().equals(NhsNumber.SYSTEM)
                ? criterion.nhsNumber().map(ByNumber::new)
                : Optional.of(new ById(SourcePatientId.of(organisation, criterion.system(), criterion.value())));
    }

    /** Where {@code reference} in a message of {@code organisation} points; empty when that cannot be anybody here. */
    static Optional<Target> of(String reference, String organisation) {
        if (reference.startsWith("Patient?")) {
            return Criterion.parse(reference.substring("Patient?".length()))
                    .flatMap(criterion -> of(criterion, organisation));
        }
        try {
            return Optional.of(new ById(UUID.fromString(reference.substring("Patient/".length()))));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
