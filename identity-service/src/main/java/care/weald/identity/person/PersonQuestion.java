package care.weald.identity.person;

import care.weald.identity.link.SourcePatientId;
import care.weald.identity.nhsnumber.NhsNumber;
import care.weald.identity.platform.StrictJson;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** How a request names a person. */
sealed interface PersonQuestion {

    /** By NHS number. */
    record ByNumber(NhsNumber number) implements PersonQuestion {}

    /** By person id. */
    record ByPerson(UUID person) implements PersonQuestion {}

    /** Several, by their person ids: at most {@link #MOST}. */
    record ByPersons(List<UUID> persons) implements PersonQuestion {

        public ByPersons {
            persons = List.copyOf(persons);
        }
    }

    /** How many people one question may be about: as many as a search finds. */
    int MOST = 50;

    /** By the id of a source patient. */
    record BySourcePatient(UUID sourcePatient) implements PersonQuestion {}

    /** By a local identifier, as the id that it would give a source patient of the caller's organisation. */
    record ByLocalIdentifier(UUID identifier) implements PersonQuestion {}

    /** A value that cannot be right: a check digit that fails, not a UUID. */
    record Invalid() implements PersonQuestion {}

    /** Not one of the forms of the contract. */
    record Unreadable() implements PersonQuestion {}

    /** Reads the body of {@code POST /person-tokens}; a local identifier is {@code organisation}'s own. */
    static PersonQuestion read(String body, String organisation) {
        try {
            JsonNode json = StrictJson.READER.readTree(body);
            return json.isObject() && json.size() == 1 ? read(json, organisation) : new Unreadable();
        } catch (JsonProcessingException e) {
            return new Unreadable();
        }
    }

    private static PersonQuestion read(JsonNode json, String organisation) {
        if (json.path("person").isTextual()) {
            return uuid(json.path("person").textValue(), true);
        }
        if (json.path("persons").isArray()) {
            return several(json.path("persons"));
        }
        if (json.path("sourcePatient").isTextual()) {
            return uuid(json.path("sourcePatient").textValue(), false);
        }
        JsonNode system = json.path("identifier").path("system");
        JsonNode value = json.path("identifier").path("value");
        if (!system.isTextual() || !value.isTextual()) {
            return new Unreadable();
        }
        if (value.textValue().isBlank()) {
            return new Invalid();
        }
        if (!system.textValue().equals(NhsNumber.SYSTEM)) {
            return new ByLocalIdentifier(SourcePatientId.of(organisation, system.textValue(), value.textValue()));
        }
        return NhsNumber.parse(value.textValue())
                .<PersonQuestion>map(ByNumber::new)
                .orElseGet(Invalid::new);
    }

    private static PersonQuestion several(JsonNode persons) {
        if (persons.isEmpty() || persons.size() > MOST) {
            return new Unreadable();
        }
        List<UUID> ids = new ArrayList<>();
        for (JsonNode person : persons) {
            if (!(uuid(person.asText(), true) instanceof ByPerson one)) {
                return new Invalid();
            }
            ids.add(one.person());
        }
        return new ByPersons(ids);
    }

    private static PersonQuestion uuid(String text, boolean person) {
        try {
            UUID id = UUID.fromString(text);
            return !id.toString().equalsIgnoreCase(text)
                    ? new Invalid()
                    : person ? new ByPerson(id) : new BySourcePatient(id);
        } catch (IllegalArgumentException e) {
            return new Invalid();
        }
    }
}
