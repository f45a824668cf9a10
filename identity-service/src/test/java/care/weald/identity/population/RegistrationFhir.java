package care.weald.identity.population;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** A registration as its organisation sends it: a FHIR Patient (UK Core) on one line. */
public final class RegistrationFhir {

    private static final String STATUS =
            "https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-NHSNumberVerificationStatus";
    private static final String CODES = "https://fhir.hl7.org.uk/CodeSystem/UKCore-NHSNumberVerificationStatusEngland";

    private RegistrationFhir() {}

    /** True when it comes with an NHS number that its source has verified. */
    public static boolean isVerified(Registration registration) {
        return registration.verified && !registration.nhs.isEmpty();
    }

    /** The Patient, which its organisation knows as {@code local}. */
    public static String line(Registration registration, String local) {
        ObjectNode patient = JsonNodeFactory.instance.objectNode().put("resourceType", "Patient");
        ArrayNode identifiers = patient.putArray("identifier");
        identifiers
                .addObject()
                .put("system", "https://kent.example/Id/local-patient-number")
                .put("value", local);
        if (!registration.nhs.isEmpty()) {
            number(identifiers.addObject(), registration);
        }
        ObjectNode name = patient.putArray("name").addObject().put("use", "official");
        text(name, "family", registration.family);
        texts(name, "given", registration.given);
        patient.put("gender", registration.gender);
        text(patient, "birthDate", registration.birthDate);
        ObjectNode address = JsonNodeFactory.instance.objectNode();
        texts(address, "line", List.of(registration.line));
        text(address, "city", registration.town);
        text(address, "postalCode", registration.postcode);
        if (!address.isEmpty()) {
            patient.putArray("address").add(address);
        }
        if (!registration.phone.isEmpty()) {
            patient.putArray("telecom").addObject().put("system", "phone").put("value", registration.phone);
        }
        return patient.toString();
    }

    private static void number(ObjectNode identifier, Registration registration) {
        identifier.put("system", "https://fhir.nhs.uk/Id/nhs-number").put("value", registration.nhs);
        identifier
                .putArray("extension")
                .addObject()
                .put("url", STATUS)
                .putObject("valueCodeableConcept")
                .putArray("coding")
                .addObject()
                .put("system", CODES)
                .put("code", registration.verified ? "01" : "02");
    }

    private static void text(ObjectNode node, String name, String text) {
        if (!text.isBlank()) {
            node.put(name, text);
        }
    }

    private static void texts(ObjectNode node, String name, List<String> texts) {
        texts.stream().filter(text -> !text.isBlank()).forEach(node.withArray(name)::add);
        if (node.withArray(name).isEmpty()) {
            node.remove(name);
        }
    }
}
