package care.weald.gateway.fhir;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The closed list of resource types that are served, and what a search of each may ask. */
final class Served {

    /** Types that are about a person. */
    static final Map<String, Searchable> CLINICAL = Searchable.types();

    /** What agreements are served as; consent-service owns them. */
    static final String AGREEMENT = "OrganizationAffiliation";

    /** Possible duplicates. */
    static final String TASK = "Task";

    /** What is wrong with feeds. */
    static final String REPORT = "MeasureReport";

    /** Types that are about nobody. */
    static final Set<String> DIRECTORY = Set.of(
            "HealthcareService",
            "Location",
            "Medication",
            "Organization",
            AGREEMENT,
            "Practitioner",
            "PractitionerRole");

    /** The contents of documents, which are read and not searched. */
    static final String CONTENT = "Binary";

    private Served() {}

    /** All types with a read of their own, in the order of the alphabet. */
    static List<String> types() {
        return Stream.of(
                        CLINICAL.keySet().stream(),
                        DIRECTORY.stream(),
                        Stream.of("AuditEvent", CONTENT, REPORT, "Patient", TASK))
                .flatMap(names -> names)
                .sorted()
                .toList();
    }
}
