package care.weald.identity.population;

import care.weald.identity.nhsnumber.NhsNumber;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Registrations as FHIR Patients, as a source system would send them. */
public final class FhirPatients {

    /** The system of the local identifiers. */
    public static final String LOCAL = "https://kent.example/Id/local-patient-number";

    private static final String STATUS =
            "https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-NHSNumberVerificationStatus";
    private static final String STATUS_CODES =
            "https://fhir.hl7.org.uk/CodeSystem/UKCore-NHSNumberVerificationStatusEngland";

    private FhirPatients() {}

    /** The Patient of {@code registration}; {@code local} is its number there, or empty. */
    public static ObjectNode of(Registration registration, String local, boolean restricted) {
        ObjectNode patient = JsonNodeFactory.instance.objectNode().put("resourceType", "Patient");
        if (restricted) {
            patient.putObject("meta")
                    .putArray("security")
                    .addObject()
                    .put("system", "http://terminology.hl7.org/CodeSystem/v3-Confidentiality")
                    .put("code", "R");
        }
        identifiers(patient.putArray("identifier"), registration, local);
        names(patient.putArray("name"), registration);
        put(patient, "gender", registration.gender);
        put(patient, "birthDate", registration.birthDate);
        telecom(patient.putArray("telecom"), registration);
        addresses(patient.putArray("address"), registration);
        return patient;
    }

    private static void identifiers(ArrayNode identifiers, Registration registration, String local) {
        if (!local.isEmpty()) {
            identifiers.addObject().put("use", "usual").put("system", LOCAL).put("value", local);
        }
        if (!registration.nhs.isEmpty()) {
            ObjectNode number =
                    identifiers.addObject().put("system", NhsNumber.SYSTEM).put("value", registration.nhs);
            number.putArray("extension")
                    .addObject()
                    .put("url", STATUS)
                    .putObject("valueCodeableConcept")
                    .putArray("coding")
                    .addObject()
                    .put("system", STATUS_CODES)
                    .put("code", registration.verified ? "01" : "02");
        }
    }

    private static void names(ArrayNode names, Registration registration) {
        ObjectNode name = names.addObject().put("use", "official");
        put(name, "family", registration.family);
        if (!registration.given.isEmpty()) {
            registration.given.forEach(name.putArray("given")::add);
        }
        if (!registration.previousFamily.isEmpty()) {
            names.addObject().put("use", "maiden").put("family", registration.previousFamily);
        }
    }

    private static void telecom(ArrayNode telecom, Registration registration) {
        if (!registration.phone.isEmpty()) {
            telecom.addObject().put("system", "phone").put("value", registration.phone);
        }
        if (!registration.email.isEmpty()) {
            telecom.addObject().put("system", "email").put("value", registration.email);
        }
    }

    private static void addresses(ArrayNode addresses, Registration registration) {
        ObjectNode home = addresses.addObject().put("use", "home");
        if (!registration.line.isEmpty()) {
            home.putArray("line").add(registration.line);
        }
        put(home, "city", registration.town);
        put(home, "postalCode", registration.postcode);
        String before = registration.previousPostcode;
        if (!before.isEmpty() && !before.equals(registration.postcode)) {
            addresses.addObject().put("use", "old").put("postalCode", before);
        }
    }

    private static void put(ObjectNode node, String field, String value) {
        if (!value.isEmpty()) {
            node.put(field, value);
        }
    }
}
