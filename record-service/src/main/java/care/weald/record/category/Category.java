package care.weald.record.category;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The 22 information categories with their PRSB heading and default sensitivity class (capabilities.md, e). */
public enum Category {
    CAT_01("Demographics and NHS number", "person-demographics", 'N', 1),
    CAT_02("Emergency contacts", "contact-for-further-information", 'N', 1),
    CAT_03("Social care assessments", "assessments", 'R', 4),
    CAT_04("Care providers and services used", "services-and-care", 'N', 1),
    CAT_05("Safeguarding", "safeguarding", 'R', 4),
    CAT_06("Legal status for being in the UK", "legal-information", 'V', 5),
    CAT_07("Conditions and illnesses", "problems-and-issues", 'N', 2),
    CAT_08("Operations", "procedures", 'N', 2),
    CAT_09("Medication", "medications-and-medical-devices", 'N', 2),
    CAT_10("Alerts, risks and allergies", "alerts", 'N', 3),
    CAT_11("Medical and maternity history", "relevant-past-medical-surgical-and-mental-health-history", 'N', 2),
    CAT_12("Birth and neonatal", "history", 'N', 2),
    CAT_13("Inpatient and outpatient care", "admission-details", 'N', 2),
    CAT_14("Appointments", "appointment", 'N', 1),
    CAT_15("Documents", "documents-including-correspondence-audio-and-images", 'N', 2),
    CAT_16("Results of investigations", "investigation-results", 'N', 2),
    CAT_17("Reports", "investigations-and-results", 'N', 2),
    CAT_18("Examinations", "examination-findings", 'N', 2),
    CAT_19("Trials and studies", "participation-in-research", 'N', 2),
    CAT_20("Mental Health Act", "mental-health-act-or-equivalent-status", 'R', 4),
    CAT_21("Supportive care and end of life", "planned-supportive-care-for-terminal-illness", 'N', 3),
    CAT_22("Summary at the end of a service", "clinical-summary", 'N', 2);

    /** The code system of the categories, in {@code meta.security} of every item. */
    public static final String SYSTEM = "https://weald.care/CodeSystem/information-category";

    private static final Map<String, Category> BY_CODE =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(Category::code, Function.identity()));

    private final String title;
    private final String heading;
    private final char confidentiality;
    private final int rank;

    Category(String title, String heading, char confidentiality, int rank) {
        this.title = title;
        this.heading = heading;
        this.confidentiality = confidentiality;
        this.rank = rank;
    }

    /** The category of a code such as {@code cat-09}. */
    public static Optional<Category> of(String code) {
        return Optional.ofNullable(BY_CODE.get(code));
    }

    /** The code, {@code cat-01} to {@code cat-22}. */
    public String code() {
        return "cat-" + name().substring(4);
    }

    /** The title in plain words. */
    public String title() {
        return title;
    }

    /** Its code in UKCore-RecordStandardHeadings. */
    public String heading() {
        return heading;
    }

    /** The v3-Confidentiality code that its items have by nature. */
    public char confidentiality() {
        return confidentiality;
    }

    /** How closely it is kept: 1 for logistics to 5 for what the law protects. A source's label may only raise it. */
    public int rank() {
        return rank;
    }
}
