package care.weald.stack.e2e;

import care.weald.stack.Json;
import care.weald.stack.Samples;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.UUID;

/** Small messages of a partner's system. */
final class Messages {

    private Messages() {}

    /** A message about one person with one condition for each of the ids. */
    static ObjectNode conditions(String organisation, String kind, String nhsNumber, String... ids) {
        String host = "https://" + organisation.toLowerCase(Locale.ROOT) + ".example";
        ObjectNode bundle = Json.object().put("resourceType", "Bundle").put("type", kind);
        bundle.putObject("identifier")
                .put("system", host + "/Id/message")
                .put("value", UUID.randomUUID().toString());
        ObjectNode patient = add(bundle, "Patient", "patient-" + nhsNumber);
        var identifiers = patient.putArray("identifier");
        ObjectNode number =
                identifiers.addObject().put("system", Samples.NHS_NUMBER).put("value", nhsNumber);
        ObjectNode status = number.putArray("extension").addObject();
        status.put("url", "https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-NHSNumberVerificationStatus")
                .putObject("valueCodeableConcept")
                .putArray("coding")
                .addObject()
                .put("system", "https://fhir.hl7.org.uk/CodeSystem/UKCore-NHSNumberVerificationStatusEngland")
                .put("code", "number-present-and-verified");
        identifiers.addObject().put("system", host + "/Id/local-patient-number").put("value", "T" + nhsNumber);
        patient.putArray("name")
                .addObject()
                .put("family", "Testperson")
                .putArray("given")
                .add("Zebedee");
        patient.put("gender", "other").put("birthDate", "1961-03-04");
        for (String id : ids) {
            ObjectNode condition = add(bundle, "Condition", id);
            condition.putObject("subject").put("reference", fullUrl("patient-" + nhsNumber));
            condition
                    .putObject("clinicalStatus")
                    .putArray("coding")
                    .addObject()
                    .put("system", "http://terminology.hl7.org/CodeSystem/condition-clinical")
                    .put("code", "active");
            condition
                    .putObject("code")
                    .putArray("coding")
                    .addObject()
                    .put("system", "http://snomed.info/sct")
                    .put("code", "38341003");
        }
        return bundle;
    }

    /** The same message about somebody whose NHS number the sender does not know. */
    static ObjectNode withoutNumber(ObjectNode bundle) {
        JsonNode _ = resource(bundle, 0).withArray("/identifier").remove(0);
        return bundle;
    }

    /** The resource of an entry. */
    static ObjectNode resource(ObjectNode bundle, int entry) {
        return (ObjectNode) bundle.at("/entry/" + entry + "/resource");
    }

    private static ObjectNode add(ObjectNode bundle, String type, String id) {
        ObjectNode entry = bundle.withArray("/entry").addObject().put("fullUrl", fullUrl(id));
        ObjectNode resource =
                entry.putObject("resource").put("resourceType", type).put("id", id);
        entry.putObject("request").put("method", "POST").put("url", type);
        return resource;
    }

    private static String fullUrl(String id) {
        return "urn:uuid:" + UUID.nameUUIDFromBytes(id.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }
}
