package care.weald.consent.egress;

import care.weald.consent.decision.Purposes;
import care.weald.consent.decision.Reading;
import care.weald.consent.platform.Problem;
import care.weald.consent.platform.Problem.Kind;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * An agreement as it is registered.
 *
 * @param personsADay how many people a day may leave under it
 */
record EgressDraft(
        String name,
        String organisation,
        String purpose,
        Set<String> categories,
        int personsADay,
        LocalDate from,
        LocalDate to,
        String reason) {

    /** The members of its JSON. */
    static final Set<String> MEMBERS =
            Set.of("name", "organisation", "purpose", "categories", "personsADay", "from", "to", "reason");

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{2,63}");
    private static final Pattern ORGANISATION = Pattern.compile("[A-Z0-9]{3,10}");
    private static final Pattern CATEGORY = Pattern.compile("cat-(0[1-9]|1[0-9]|2[0-2])");
    private static final int MOST = 10_000_000;

    /** What sells, insures, pays or collects: named so that whoever asks is told why it never will be (S165, S166). */
    private static final Set<String> COMMERCIAL = Set.of(
            "HMARKT",
            "HPAYMT",
            "CLMATTCH",
            "COVAUTH",
            "COVERAGE",
            "ELIGDTRM",
            "ELIGVER",
            "ENROLLM",
            "MILDCRG",
            "REMITADV",
            "MEMADMIN",
            "DONAT",
            "LABELING");

    EgressDraft {
        categories = Set.copyOf(categories);
    }

    /**
     * Reads one; it begins on {@code today} or later. 422 {@code rule commercial-purpose} or {@code purpose}; 400 with the
     * member that is wrong.
     */
    static Reading<EgressDraft> read(JsonNode json, LocalDate today) {
        String purpose = json.path("purpose").asText("");
        if (!Purposes.isOfEgress(purpose)) {
            return new Reading.Wrong<>(
                    Problem.of(Kind.UNPROCESSABLE, "Data of many people do not leave for this purpose")
                            .with("rule", COMMERCIAL.contains(purpose) ? "commercial-purpose" : "purpose"));
        }
        try {
            EgressDraft draft = new EgressDraft(
                    json.path("name").asText(""),
                    json.path("organisation").asText(""),
                    purpose,
                    categories(json.path("categories")),
                    json.path("personsADay").asInt(0),
                    LocalDate.parse(json.path("from").asText("")),
                    LocalDate.parse(json.path("to").asText("")),
                    json.path("reason").asText("").strip());
            String wrong = draft.wrong(today);
            return wrong.isEmpty() ? new Reading.Read<>(draft) : fault(wrong);
        } catch (DateTimeException e) {
            return fault("from");
        }
    }

    private static Set<String> categories(JsonNode json) {
        Set<String> found = new TreeSet<>();
        for (JsonNode one : json) {
            found.add(one.asText(""));
        }
        return found;
    }

    private String wrong(LocalDate today) {
        if (!NAME.matcher(name).matches()) {
            return "name";
        }
        if (!ORGANISATION.matcher(organisation).matches()) {
            return "organisation";
        }
        if (categories.isEmpty()
                || !categories.stream().allMatch(one -> CATEGORY.matcher(one).matches())) {
            return "categories";
        }
        if (personsADay < 1 || personsADay > MOST) {
            return "personsADay";
        }
        if (from.isBefore(today)) {
            return "from";
        }
        if (to.isBefore(from) || to.isAfter(from.plusYears(1))) {
            return "to";
        }
        return reason.length() < 10 || reason.length() > 500 ? "reason" : "";
    }

    private static Reading<EgressDraft> fault(String place) {
        return new Reading.Wrong<>(Problem.of(Kind.INVALID_CONTENT, "Something is missing or not valid")
                .with("place", place));
    }
}
