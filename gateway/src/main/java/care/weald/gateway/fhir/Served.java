package care.weald.gateway.fhir;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The closed list of resource types that are served, and the search parameters of each. */
final class Served {

    /** Types that are about a person. */
    static final Map<String, List<String>> CLINICAL = clinical();

    /** What agreements are served as; consent-service owns them. */
    static final String AGREEMENT = "OrganizationAffiliation";

    /** Possible duplicates. */
    static final String TASK = "Task";

    /** Types that are about nobody. */
    static final Set<String> DIRECTORY = Set.of(
            "HealthcareService",
            "Location",
            "Medication",
            "Organization",
            AGREEMENT,
            "Practitioner",
            "PractitionerRole");

    private Served() {}

    private static Map<String, List<String>> clinical() {
        Map<String, List<String>> types = new TreeMap<>();
        put(
                types,
                List.of("code", "category", "date"),
                "AllergyIntolerance,Appointment,CarePlan,CareTeam,Composition,Condition,Consent,DiagnosticReport,"
                        + "DocumentReference,Encounter,Flag,Goal,ImagingStudy,MedicationAdministration,"
                        + "MedicationDispense,MedicationRequest,MedicationStatement,Observation,Procedure,ServiceRequest");
        put(
                types,
                List.of("code", "date"),
                "DetectedIssue,EpisodeOfCare,FamilyMemberHistory,Immunization,RiskAssessment,Specimen");
        put(types, List.of("date"), "QuestionnaireResponse,RelatedPerson,ResearchSubject");
        put(types, List.of("code"), "Device");
        return types.entrySet().stream().collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static void put(Map<String, List<String>> types, List<String> parameters, String names) {
        List<String> all = new ArrayList<>(List.of("patient"));
        all.addAll(parameters);
        all.addAll(List.of("status", "_id", "_lastUpdated", "_security"));
        for (String name : names.split(",", -1)) {
            types.put(name, List.copyOf(all));
        }
        for (String name : List.of("AllergyIntolerance", "Condition")) {
            types.computeIfPresent(
                    name,
                    (type, own) -> Stream.concat(own.stream(), Stream.of("clinical-status"))
                            .distinct()
                            .toList());
        }
    }

    /** All types with a read of their own, in the order of the alphabet. */
    static List<String> types() {
        return Stream.of(CLINICAL.keySet().stream(), DIRECTORY.stream(), Stream.of("AuditEvent", "Patient", TASK))
                .flatMap(names -> names)
                .sorted()
                .toList();
    }
}
