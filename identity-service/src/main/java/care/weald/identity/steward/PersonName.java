package care.weald.identity.steward;

import care.weald.identity.link.SourcePatientId;
import care.weald.identity.nhsnumber.NhsNumber;
import care.weald.identity.operation.OperationBody;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** How a steward names a person. */
sealed interface PersonName {

    /** The name as a word of a request, the same for the same name. */
    String word();

    /** By person id. */
    record ById(UUID person) implements PersonName {

        @Override
        public String word() {
            return "id " + person;
        }
    }

    /** By NHS number. */
    record ByNumber(NhsNumber number) implements PersonName {

        @Override
        public String word() {
            return "number " + number.value();
        }
    }

    /** By a local identifier, as the id that it would give a source patient of the steward's organisation. */
    record ByLocalIdentifier(UUID identifier) implements PersonName {

        @Override
        public String word() {
            return "local " + identifier;
        }
    }

    /** The person that {@code name} refers to, or that {@code name} and {@code -identifier} identify: one of the two. */
    static Optional<PersonName> read(OperationBody given, String name, String organisation) {
        List<JsonNode> references = given.all(name);
        List<JsonNode> identifiers = given.all(name + "-identifier");
        if (references.size() + identifiers.size() != 1) {
            return Optional.empty();
        }
        if (references.isEmpty()) {
            JsonNode identifier = identifiers.getFirst().path("valueIdentifier");
            return of(
                    identifier.path("system").asText(), identifier.path("value").asText(), organisation);
        }
        JsonNode reference = references.getFirst().path("valueReference").path("reference");
        return OperationBody.uuid(reference.asText(), "Patient/").map(ById::new);
    }

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
