package care.weald.identity.feed;

import care.weald.identity.link.SourcePatient.About;
import care.weald.identity.nhsnumber.NhsNumber;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What linking needs to know, taken from a Patient whose form has been checked. */
final class PatientFacts {

    private static final String CONFIDENTIALITY = "http://terminology.hl7.org/CodeSystem/v3-Confidentiality";
    private static final String STATUS =
            "https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-NHSNumberVerificationStatus";
    private static final String STATUS_CODES = "https://fhir.hl7.org.uk/CodeSystem/UKCore-NHSNumberVerificationStatus";
    private static final Set<String> VERIFIED = Set.of("01", "number-present-and-verified");

    private PatientFacts() {}

    /** One identifier of the organisation's own. */
    record Local(String system, String value) {}

    /** The identifiers with a system that are not NHS numbers, the one that names the registration best first. */
    static List<Local> locals(JsonNode patient) {
        return patient.path("identifier")
                .valueStream()
                .filter(identifier -> !isNhs(identifier) && identifier.has("system") && identifier.has("value"))
                .sorted(Comparator.comparingInt(PatientFacts::distance))
                .map(identifier -> new Local(
                        identifier.path("system").asText(""),
                        identifier.path("value").asText()))
                .toList();
    }

    /** Medical record numbers first, then usual and official ones; old ones not unless there is no other. */
    private static int distance(JsonNode identifier) {
        boolean record = identifier
                .path("type")
                .path("coding")
                .valueStream()
                .anyMatch(coding -> coding.path("code").asText().equals("MR"));
        int use = switch (identifier.path("use").asText()) {
            case "usual", "official" -> 0;
            case "old", "temp" -> 4;
            default -> 1;
        };
        return use + (record ? 0 : 2);
    }

    /** The NHS number identifiers that have a value. */
    static List<JsonNode> nhsNumbers(JsonNode patient) {
        return patient.path("identifier")
                .valueStream()
                .filter(identifier -> isNhs(identifier) && identifier.has("value"))
                .toList();
    }

    private static boolean isNhs(JsonNode identifier) {
        return identifier.path("system").asText().equals(NhsNumber.SYSTEM);
    }

    /** The facts, with {@code nhs} as the NHS number identifier in use, if there is one. */
    static About about(JsonNode patient, Optional<JsonNode> nhs) {
        JsonNode name = name(patient);
        return new About(
                nhs.flatMap(identifier ->
                                NhsNumber.parse(identifier.path("value").asText()))
                        .orElse(null),
                nhs.map(PatientFacts::isVerified).orElse(false),
                text(name, "family"),
                name.path("given")
                        .valueStream()
                        .filter(JsonNode::isTextual)
                        .map(JsonNode::textValue)
                        .toList(),
                text(patient, "birthDate"),
                patient.path("gender").asText(),
                confidentiality(patient),
                patient.path("active").asBoolean(true));
    }

    private static JsonNode name(JsonNode patient) {
        return patient.path("name")
                .valueStream()
                .filter(name ->
                        Set.of("official", "usual").contains(name.path("use").asText()))
                .findFirst()
                .orElseGet(() -> patient.path("name").path(0));
    }

    private static @Nullable String text(JsonNode node, String field) {
        return node.hasNonNull(field) ? node.get(field).textValue() : null;
    }

    private static boolean isVerified(JsonNode identifier) {
        return identifier
                .path("extension")
                .valueStream()
                .filter(extension -> extension.path("url").asText().equals(STATUS))
                .flatMap(extension ->
                        extension.path("valueCodeableConcept").path("coding").valueStream())
                .anyMatch(coding -> coding.path("system").asText().startsWith(STATUS_CODES)
                        && VERIFIED.contains(coding.path("code").asText()));
    }

    private static String confidentiality(JsonNode patient) {
        return patient.path("meta")
                .path("security")
                .valueStream()
                .filter(label -> label.path("system").asText().equals(CONFIDENTIALITY))
                .map(label -> label.path("code").asText())
                .filter(Set.of("R", "V")::contains)
                .max(Comparator.naturalOrder())
                .orElse("N");
    }
}
