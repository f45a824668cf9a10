package care.weald.identity.index;

import care.weald.identity.match.Demographics;
import care.weald.identity.match.DemographicsBuilder;
import care.weald.identity.nhsnumber.NhsNumber;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** What a FHIR Patient says that matching compares. Whatever cannot be used is left out; nothing is refused here. */
public final class PatientDemographics {

    private static final String STATUS =
            "https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-NHSNumberVerificationStatus";
    private static final Set<String> VERIFIED = Set.of("01", "number-present-and-verified");
    private static final Set<String> FORMER = Set.of("old", "maiden");
    private static final String OLD = "old";

    private static final String SENSITIVITY = "http://terminology.hl7.org/CodeSystem/v3-ActCode";
    private static final String CELEBRITY = "CEL";

    private PatientDemographics() {}

    /** The demographics of {@code patient}; its local identifiers are {@code organisation}'s own. */
    public static Demographics of(JsonNode patient, String organisation) {
        DemographicsBuilder builder = Demographics.builder()
                .birthDate(text(patient, "birthDate"))
                .gender(text(patient, "gender"))
                .deceased(text(patient, "deceasedDateTime"));
        for (JsonNode identifier : patient.path("identifier")) {
            builder = identifier(builder, identifier, organisation);
        }
        builder = names(builder, patient);
        for (JsonNode address : patient.path("address")) {
            builder = address(builder, address);
        }
        for (JsonNode telecom : patient.path("telecom")) {
            builder = telecom(builder, telecom);
        }
        return builder.build();
    }

    /** The telephones of whoever is to be told about {@code patient}, as {@code Location.phones} has them. */
    static List<Long> contactPhones(JsonNode patient) {
        DemographicsBuilder builder = Demographics.builder();
        for (JsonNode contact : patient.path("contact")) {
            for (JsonNode telecom : contact.path("telecom")) {
                builder = telecom(builder, telecom);
            }
        }
        return builder.build().location().phones();
    }

    /** Whether the source asks for special care with who looks (v3-ActCode, CEL). */
    static boolean isMarked(JsonNode patient) {
        return patient.path("meta")
                .path("security")
                .valueStream()
                .anyMatch(label -> text(label, "system").equals(SENSITIVITY)
                        && text(label, "code").equals(CELEBRITY));
    }

    private static DemographicsBuilder identifier(
            DemographicsBuilder builder, JsonNode identifier, String organisation) {
        String system = text(identifier, "system");
        String value = text(identifier, "value");
        if (system.equals(NhsNumber.SYSTEM)) {
            return text(identifier, "use").equals(OLD) ? builder : builder.nhsNumber(value, isVerified(identifier));
        }
        return system.isEmpty() ? builder : builder.identifier(organisation + ' ' + system, value);
    }

    private static boolean isVerified(JsonNode identifier) {
        return identifier
                .path("extension")
                .valueStream()
                .filter(extension -> text(extension, "url").equals(STATUS))
                .flatMap(extension ->
                        extension.path("valueCodeableConcept").path("coding").valueStream())
                .anyMatch(coding -> VERIFIED.contains(text(coding, "code")));
    }

    /** The official or usual name first; former ones give family names only. */
    private static DemographicsBuilder names(DemographicsBuilder builder, JsonNode patient) {
        List<JsonNode> names = patient.path("name")
                .valueStream()
                .sorted(Comparator.comparingInt(PatientDemographics::distance))
                .toList();
        if (names.isEmpty()) {
            return builder;
        }
        DemographicsBuilder named =
                builder.family(text(names.getFirst(), "family")).given(texts(names.getFirst(), "given"));
        for (JsonNode former : names.subList(1, names.size())) {
            named = named.previousFamily(text(former, "family"));
        }
        return named;
    }

    private static int distance(JsonNode name) {
        String use = text(name, "use");
        return FORMER.contains(use) ? 2 : use.equals("official") || use.equals("usual") ? 0 : 1;
    }

    private static DemographicsBuilder address(DemographicsBuilder builder, JsonNode address) {
        boolean former =
                text(address, "use").equals(OLD) || address.path("period").has("end");
        return former
                ? builder.previousPostcode(text(address, "postalCode"))
                : builder.address(texts(address, "line"), text(address, "city"), text(address, "postalCode"));
    }

    private static DemographicsBuilder telecom(DemographicsBuilder builder, JsonNode telecom) {
        String value = text(telecom, "value");
        return switch (text(telecom, "system")) {
            case "phone", "sms" -> builder.phone(value);
            case "email" -> builder.email(value);
            default -> builder;
        };
    }

    private static List<String> texts(JsonNode node, String field) {
        return node.path(field)
                .valueStream()
                .filter(JsonNode::isTextual)
                .map(JsonNode::textValue)
                .toList();
    }

    private static String text(JsonNode node, String field) {
        return node.path(field).isTextual() ? node.path(field).textValue() : "";
    }
}
