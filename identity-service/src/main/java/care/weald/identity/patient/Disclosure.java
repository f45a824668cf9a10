package care.weald.identity.patient;

import care.weald.identity.patient.PersonSources.Source;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** What a Patient discloses, for the audit trail (docs/contracts/services.md). */
final class Disclosure {

    private Disclosure() {}

    /** The disclosure of {@code patient}, to which every source of {@code person} contributed. */
    static ObjectNode of(ObjectNode patient, PersonSources person) {
        ObjectNode disclosure = JsonNodeFactory.instance.objectNode();
        ArrayNode categories = disclosure.putArray("categories");
        Levels.shown(patient.has("contact"), PatientFhir.hasLegalStatus(patient))
                .forEach(categories::add);
        disclosure.put("items", 1).put("withheld", 0);
        ArrayNode organisations = disclosure.putArray("organisations");
        person.sources().stream().map(Source::organisation).distinct().sorted().forEach(organisations::add);
        return disclosure;
    }
}
