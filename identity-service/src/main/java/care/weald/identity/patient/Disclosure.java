package care.weald.identity.patient;

import care.weald.identity.patient.PatientFhir.Shown;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** What a Patient discloses, for the audit trail (docs/contracts/services.md). */
final class Disclosure {

    private Disclosure() {}

    /** The disclosure of what is {@code shown}. */
    static ObjectNode of(Shown shown) {
        ObjectNode patient = shown.patient();
        ObjectNode disclosure = JsonNodeFactory.instance.objectNode();
        ArrayNode categories = disclosure.putArray("categories");
        Levels.shown(patient.has("contact"), PatientFhir.hasLegalStatus(patient))
                .forEach(categories::add);
        disclosure.put("items", 1).put("withheld", 0);
        ArrayNode organisations = disclosure.putArray("organisations");
        shown.organisations().forEach(organisations::add);
        return disclosure;
    }
}
