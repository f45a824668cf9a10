package care.weald.identity.steward;

import care.weald.identity.link.SourcePatientId;
import care.weald.identity.nhsnumber.NhsNumber;
import java.util.Optional;
import java.util.UUID;

/** How a steward names a person. */
sealed interface PersonName {

    /** By person id. */
    record ById(UUID person) implements PersonName {}

    /** By NHS number. */
    record ByNumber(NhsNumber number) implements PersonName {}

    /** By a local identifier, as the id that it would give a source patient of the steward's organisation. */
    record ByLocalIdentifier(UUID identifier) implements PersonName {}

    /** A FHIR Identifier as it came in; an empty result is one that cannot be right. */
    static Optional<PersonName> of(String system, String value, String organisation) {
        if (system.isEmpty() || value.isBlank()) {
            return Optional.empty();
        }
        return system.equals(NhsNumber.SYSTEM)
                ? NhsNumber.parse(value).map(ByNumber::new)
                : Optional.of(new ByLocalIdentifier(SourcePatientId.of(organisation, system, value)));
    }
}
