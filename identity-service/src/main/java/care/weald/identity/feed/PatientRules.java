package care.weald.identity.feed;

import care.weald.identity.feed.FeedBundle.PatientEntry;
import care.weald.identity.nhsnumber.NhsNumber;
import care.weald.identity.platform.Problem.Kind;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a Patient has to keep to before it is believed. */
final class PatientRules {

    private static final Set<String> GENDERS = Set.of("male", "female", "other", "unknown");
    private static final int OLDEST = 150;
    private static final Duration CLOCK_SKEW = Duration.ofMinutes(5);

    private final PatientEntry entry;
    private final JsonNode patient;

    PatientRules(PatientEntry entry, JsonNode patient) {
        this.entry = entry;
        this.patient = patient;
    }

    /** Checks form, gender, dates and NHS number; the answer is the NHS number identifier in use. */
    Optional<JsonNode> check(ZonedDateTime now) throws Refusal {
        Optional<ShapeCheck.Flaw> flaw = ShapeCheck.patient(patient);
        if (flaw.isPresent()) {
            throw fault(Kind.INVALID_CONTENT, flaw.get().place(), flaw.get().detail());
        }
        checkGender();
        checkBirthDate(now.toLocalDate());
        checkUpdated(now);
        return nhsNumber();
    }

    private void checkGender() throws Refusal {
        if (!patient.has("gender")) {
            throw fault(Kind.UNPROCESSABLE, "Patient.gender", "A gender is wanted");
        }
        if (!GENDERS.contains(patient.get("gender").textValue())) {
            throw fault(Kind.INVALID_CONTENT, "Patient.gender", "A code of administrative-gender is wanted");
        }
    }

    private void checkBirthDate(LocalDate today) throws Refusal {
        if (patient.has("birthDate")) {
            String date = patient.get("birthDate").textValue();
            LocalDate earliest = LocalDate.parse((date + "-01-01").substring(0, 10));
            if (earliest.isAfter(today) || earliest.isBefore(today.minusYears(OLDEST))) {
                throw fault(Kind.UNPROCESSABLE, "Patient.birthDate", "Nobody alive or lately dead was born then");
            }
        }
    }

    /** A time to come would keep every later message from being believed. */
    private void checkUpdated(ZonedDateTime now) throws Refusal {
        String updated = patient.path("meta").path("lastUpdated").asText();
        if (!updated.isEmpty()
                && OffsetDateTime.parse(updated)
                        .toInstant()
                        .isAfter(now.plus(CLOCK_SKEW).toInstant())) {
            throw fault(Kind.UNPROCESSABLE, "Patient.meta.lastUpdated", "This is in the future");
        }
    }

    private Optional<JsonNode> nhsNumber() throws Refusal {
        List<JsonNode> all = PatientFacts.nhsNumbers(patient);
        for (JsonNode identifier : all) {
            if (value(identifier).isEmpty()) {
                throw fault(Kind.INVALID_IDENTIFIER, place(identifier), "The NHS number fails its check");
            }
        }
        List<JsonNode> used = all.stream()
                .filter(identifier -> !identifier.path("use").asText().equals("old"))
                .toList();
        if (used.stream().map(PatientRules::value).distinct().count() > 1) {
            throw fault(Kind.UNPROCESSABLE, "Patient.identifier", "There is more than one NHS number in use");
        }
        return used.stream().findFirst();
    }

    private static Optional<NhsNumber> value(JsonNode identifier) {
        return NhsNumber.parse(identifier.path("value").asText());
    }

    private String place(JsonNode identifier) {
        int index = patient.path("identifier").valueStream().toList().indexOf(identifier);
        return "Patient.identifier[" + index + "].value";
    }

    private Refusal fault(Kind kind, String place, String detail) {
        return Refusal.of(entry, kind, place, detail);
    }
}
