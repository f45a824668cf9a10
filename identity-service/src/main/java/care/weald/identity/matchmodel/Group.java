package care.weald.identity.matchmodel;

import care.weald.identity.match.Demographics;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Whom a question is about, as coarsely as a report tells it.
 *
 * @param source ODS code of the organisation that asks
 * @param sex administrative gender
 * @param age a band of years
 * @param ethnicity the ethnic category (UK Core), where it is held
 */
record Group(String source, String sex, String age, String ethnicity) {

    /** What stands for whatever is not known. */
    static final String UNKNOWN = "unknown";

    private static final String EXTENSION =
            "https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-EthnicCategory";
    private static final Pattern CATEGORY = Pattern.compile("[A-Z0-9]{1,3}");
    private static final int YEAR = 10_000;
    private static final int[] FROM = {85, 65, 40, 18, 5, 0};
    private static final String[] BANDS = {"85+", "65-84", "40-64", "18-39", "5-17", "0-4"};

    /** The group of {@code about} in {@code year}. */
    static Group of(Demographics about, int year, String source, String ethnicity) {
        String sex = about.sex().name().toLowerCase(Locale.ROOT);
        return new Group(source.isEmpty() ? UNKNOWN : source, sex, age(about.birthDate() / YEAR, year), ethnicity);
    }

    private static String age(int born, int year) {
        for (int i = 0; born > 0 && i < FROM.length; i++) {
            if (year - born >= FROM[i]) {
                return BANDS[i];
            }
        }
        return UNKNOWN;
    }

    /** The ethnic category that {@code patient}, a FHIR Patient, has; {@link #UNKNOWN} when it has none. */
    static String ethnicity(JsonNode patient) {
        return patient.path("extension")
                .valueStream()
                .filter(extension -> extension.path("url").asText().equals(EXTENSION))
                .map(extension ->
                        extension.at("/valueCodeableConcept/coding/0/code").asText())
                .filter(code -> CATEGORY.matcher(code).matches())
                .findFirst()
                .orElse(UNKNOWN);
    }
}
