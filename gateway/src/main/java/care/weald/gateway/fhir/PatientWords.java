package care.weald.gateway.fhir;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Who a Patient is, in the words of a patient banner. What is not there is an empty text. */
final class PatientWords {

    private static final String NHS_NUMBER = "https://fhir.nhs.uk/Id/nhs-number";
    private static final ZoneId LONDON = ZoneId.of("Europe/London");
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd-MMM-yyyy", Locale.UK);

    private final JsonNode patient;

    PatientWords(JsonNode patient) {
        this.patient = patient;
    }

    /** Everything that is known, by its label, the name first; {@code now} tells the age. */
    Map<String, String> all(Instant now) {
        Map<String, String> all = new LinkedHashMap<>();
        put(all, "Name", name());
        put(all, "Born", born(now));
        put(all, "Gender", capital(patient.path("gender").asText("")));
        put(all, "NHS number", nhsNumber());
        put(all, "Died", died());
        put(all, "Address", address());
        put(all, "Telephone", telephone());
        return all;
    }

    private static void put(Map<String, String> all, String label, String text) {
        if (!text.isEmpty()) {
            all.put(label, text);
        }
    }

    /** The usual or official name: FAMILY, Given (Prefix). */
    private String name() {
        JsonNode name = patient.path("name")
                .valueStream()
                .filter(one -> !Stream.of("old", "maiden", "nickname")
                        .toList()
                        .contains(one.path("use").asText("")))
                .findFirst()
                .orElse(patient.path("name").path(0));
        String family = name.path("family").asText("").toUpperCase(Locale.UK);
        String given = words(name.path("given"), " ");
        String prefix = words(name.path("prefix"), " ");
        String whole = Stream.of(family, given).filter(part -> !part.isEmpty()).collect(Collectors.joining(", "));
        return whole.isEmpty() ? name.path("text").asText("") : whole + (prefix.isEmpty() ? "" : " (" + prefix + ")");
    }

    private String born(Instant now) {
        String text = patient.path("birthDate").asText("");
        try {
            LocalDate born = LocalDate.parse(text);
            long years = ChronoUnit.YEARS.between(born, LocalDate.ofInstant(now, LONDON));
            boolean alive = died().isEmpty();
            return DAY.format(born) + (alive && years >= 0 ? " (" + years + "y)" : "");
        } catch (DateTimeException e) {
            return text;
        }
    }

    private String died() {
        String text = patient.path("deceasedDateTime").asText("");
        try {
            return text.length() < 10
                    ? (text.isEmpty() && patient.path("deceasedBoolean").asBoolean() ? "Yes" : text)
                    : DAY.format(LocalDate.parse(text.substring(0, 10)));
        } catch (DateTimeException e) {
            return text;
        }
    }

    /** 999 100 0038, as it is read aloud. */
    private String nhsNumber() {
        for (JsonNode identifier : patient.path("identifier")) {
            String value = identifier.path("value").asText("");
            if (NHS_NUMBER.equals(identifier.path("system").asText()) && value.length() == 10) {
                return value.substring(0, 3) + " " + value.substring(3, 6) + " " + value.substring(6);
            }
        }
        return "";
    }

    private String address() {
        JsonNode address = patient.path("address")
                .valueStream()
                .filter(one -> !"old".equals(one.path("use").asText()))
                .findFirst()
                .orElse(patient.path("address").path(0));
        String parts = Stream.of(
                        words(address.path("line"), ", "),
                        address.path("city").asText(""),
                        address.path("district").asText(""),
                        address.path("postalCode").asText(""))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(", "));
        return parts.isEmpty() ? address.path("text").asText("") : parts;
    }

    private String telephone() {
        return patient.path("telecom")
                .valueStream()
                .filter(one -> "phone".equals(one.path("system").asText())
                        && !"old".equals(one.path("use").asText()))
                .map(one -> one.path("value").asText(""))
                .filter(value -> !value.isEmpty())
                .distinct()
                .collect(Collectors.joining(", "));
    }

    private static String words(JsonNode array, String separator) {
        return array.valueStream().map(JsonNode::asText).collect(Collectors.joining(separator));
    }

    private static String capital(String word) {
        return word.isEmpty() ? "" : word.substring(0, 1).toUpperCase(Locale.UK) + word.substring(1);
    }
}
