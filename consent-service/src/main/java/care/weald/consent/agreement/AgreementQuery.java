package care.weald.consent.agreement;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A search of the agreements as it was understood.
 *
 * @param organisation ODS code of the one organisation that is wanted; empty for every one
 * @param active whether those are wanted that are live today
 * @param count how many at most, 1 to 1000
 * @param after the last one of the page before, {@link AgreementId#FIRST} when there is none
 */
record AgreementQuery(String organisation, Active active, int count, AgreementId after) {

    /** The identifier system of ODS codes. */
    static final String ODS = "https://fhir.nhs.uk/Id/ods-organization-code";

    private static final int USUAL_COUNT = 50;
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z_:.-]{1,40}");

    /** What is asked of being active. */
    enum Active {
        TRUE,
        FALSE,
        EITHER
    }

    /** What reading the parameters gives. */
    sealed interface Parsed {

        /** They make a search. */
        record Understood(AgreementQuery query) implements Parsed {}

        /** One of them is not known or cannot be; {@code place} is its name, {@code detail} what was expected. */
        record Faulty(String place, String detail) implements Parsed {}
    }

    /** The parameters that are known, and the form of their values. */
    private enum Parameter {
        ORGANISATION(
                "participating-organization",
                "(" + Pattern.quote(ODS + "|") + ")?[A-Z0-9]{3,10}",
                "An ODS code is expected, alone or after " + ODS + "|"),
        ACTIVE("active", "true|false", "true or false is expected"),
        COUNT("_count", "[1-9][0-9]{0,2}|1000", "A number from 1 to 1000 is expected"),
        CURSOR("_cursor", "[A-Za-z0-9_-]{1,40}", "A cursor from a next link is expected");

        private final String text;
        private final Pattern form;
        private final String expected;

        Parameter(String text, String form, String expected) {
            this.text = text;
            this.form = Pattern.compile(form);
            this.expected = expected;
        }

        private Parsed.Faulty faulty() {
            return new Parsed.Faulty(text, expected);
        }

        private String in(Map<String, List<String>> given, String usual) {
            return given.containsKey(text) ? given.get(text).getFirst() : usual;
        }
    }

    /** Reads the parameters of a request. One that is not known, comes twice or has a wrong value is faulty. */
    static Parsed parse(Map<String, List<String>> given) {
        for (Map.Entry<String, List<String>> one : given.entrySet()) {
            Optional<Parsed.Faulty> fault = fault(one.getKey(), one.getValue());
            if (fault.isPresent()) {
                return fault.get();
            }
        }
        String organisation = Parameter.ORGANISATION.in(given, "");
        return after(Parameter.CURSOR.in(given, ""))
                .<Parsed>map(after -> new Parsed.Understood(new AgreementQuery(
                        organisation.substring(organisation.indexOf('|') + 1),
                        active(Parameter.ACTIVE.in(given, "")),
                        Integer.parseInt(Parameter.COUNT.in(given, String.valueOf(USUAL_COUNT))),
                        after)))
                .orElseGet(Parameter.CURSOR::faulty);
    }

    private static Optional<Parsed.Faulty> fault(String name, List<String> values) {
        Optional<Parameter> parameter = Arrays.stream(Parameter.values())
                .filter(one -> one.text.equals(name))
                .findFirst();
        if (parameter.isEmpty()) {
            String place = PLAIN.matcher(name).matches() ? name : "unknown";
            return Optional.of(new Parsed.Faulty(place, "There is no such parameter here"));
        }
        if (values.size() != 1) {
            return Optional.of(new Parsed.Faulty(name, "It may come once"));
        }
        return parameter
                .filter(one -> !one.form.matcher(values.getFirst()).matches())
                .map(Parameter::faulty);
    }

    private static Active active(String value) {
        return switch (value) {
            case "true" -> Active.TRUE;
            case "false" -> Active.FALSE;
            default -> Active.EITHER;
        };
    }

    private static Optional<AgreementId> after(String cursor) {
        if (cursor.isEmpty()) {
            return Optional.of(AgreementId.FIRST);
        }
        try {
            return AgreementId.parse(new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.US_ASCII));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The parameters as they were understood, for the self link. */
    Map<String, String> parameters() {
        Map<String, String> parameters = new LinkedHashMap<>();
        if (!organisation.isEmpty()) {
            parameters.put(Parameter.ORGANISATION.text, ODS + "|" + organisation);
        }
        if (active != Active.EITHER) {
            parameters.put(Parameter.ACTIVE.text, String.valueOf(active == Active.TRUE));
        }
        parameters.put(Parameter.COUNT.text, String.valueOf(count));
        if (!after.equals(AgreementId.FIRST)) {
            parameters.put(Parameter.CURSOR.text, cursor(after));
        }
        return parameters;
    }

    /** The same search from behind {@code last}. */
    AgreementQuery behind(AgreementId last) {
        return new AgreementQuery(organisation, active, count, last);
    }

    private static String cursor(AgreementId last) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(last.text().getBytes(StandardCharsets.US_ASCII));
    }
}
