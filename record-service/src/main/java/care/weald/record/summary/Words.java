package care.weald.record.summary;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** FHIR's data types in words that a clinician reads. What is not there is an empty text. */
final class Words {

    private static final ZoneId LONDON = ZoneId.of("Europe/London");
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM yyyy", Locale.UK);
    private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("MMM yyyy", Locale.UK);
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("d MMM yyyy, HH:mm", Locale.UK);

    /** A decimal with more zeros than this is written with an exponent. */
    private static final int LONGEST = 30;

    private Words() {}

    /** A CodeableConcept, or the first of several that says something; a Coding; a code; a string. */
    static String concept(JsonNode value) {
        if (value.isArray()) {
            return value.valueStream()
                    .map(Words::concept)
                    .filter(text -> !text.isEmpty())
                    .collect(Collectors.joining(", "));
        }
        if (value.isTextual()) {
            return value.textValue();
        }
        if (value.path("text").isTextual()) {
            return value.get("text").textValue();
        }
        for (JsonNode coding : value.path("coding")) {
            if (coding.path("display").isTextual()) {
                return coding.get("display").textValue();
            }
        }
        String display = value.path("display").asText("");
        String code = value.path("coding")
                .path(0)
                .path("code")
                .asText(value.path("code").asText(""));
        return display.isEmpty() && !code.isEmpty() ? "Code " + code : display;
    }

    /** A status that is a CodeableConcept, as its code says it. */
    static String status(JsonNode concept) {
        String code = concept.path("coding").path(0).path("code").asText("");
        return code.isEmpty() ? concept(concept) : code(code);
    }

    /** The first of these elements that is there, as a concept. */
    static String first(JsonNode resource, String... elements) {
        return Stream.of(elements)
                .map(element -> concept(resource.path(element)))
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElse("");
    }

    /** A date as it was given: a year, a month, a day. Of a moment its day in London. */
    static String date(String text) {
        try {
            return switch (text.length()) {
                case 0, 4 -> text;
                case 7 -> MONTH.format(YearMonth.parse(text));
                case 10 -> DAY.format(LocalDate.parse(text));
                default -> DAY.format(OffsetDateTime.parse(text).atZoneSameInstant(LONDON));
            };
        } catch (DateTimeException e) {
            return text;
        }
    }

    /** A moment in London. */
    static String moment(Instant at) {
        return MOMENT.format(at.atZone(LONDON));
    }

    /** A date, or a moment with its time of day. */
    static String time(String text) {
        try {
            return text.length() > 10
                    ? MOMENT.format(OffsetDateTime.parse(text).atZoneSameInstant(LONDON))
                    : date(text);
        } catch (DateTimeException e) {
            return text;
        }
    }

    /** The first of these elements that is there, as a date or Period. */
    static String when(JsonNode resource, String... elements) {
        for (String element : elements) {
            JsonNode value = resource.path(element);
            String text = value.isObject() ? period(value) : date(value.asText(""));
            if (!text.isEmpty()) {
                return text;
            }
        }
        return "";
    }

    /** A Period. */
    static String period(JsonNode period) {
        String start = date(period.path("start").asText(""));
        String end = date(period.path("end").asText(""));
        if (start.equals(end) || end.isEmpty()) {
            return end.isEmpty() && !start.isEmpty() ? "from " + start : start;
        }
        return start.isEmpty() ? "until " + end : start + " to " + end;
    }

    /** A Quantity. */
    static String quantity(JsonNode quantity) {
        if (!quantity.path("value").isNumber()) {
            return "";
        }
        String unit = quantity.path("unit").asText(quantity.path("code").asText(""));
        String comparator = quantity.path("comparator").asText("");
        return comparator + number(quantity.get("value")) + (unit.isEmpty() || "1".equals(unit) ? "" : " " + unit);
    }

    private static String number(JsonNode value) {
        BigDecimal decimal = value.decimalValue();
        return Math.abs(decimal.scale()) > LONGEST ? decimal.toString() : decimal.toPlainString();
    }

    /** A Range. */
    static String range(JsonNode range) {
        String low = quantity(range.path("low"));
        String high = quantity(range.path("high"));
        if (low.isEmpty() || high.isEmpty()) {
            return low.isEmpty() ? (high.isEmpty() ? "" : "up to " + high) : "from " + low;
        }
        return low + " to " + high;
    }

    /** What is there, joined. */
    static String joined(String separator, String... texts) {
        List<String> said = new ArrayList<>();
        for (String text : texts) {
            if (!text.isEmpty()) {
                said.add(text);
            }
        }
        return String.join(separator, said);
    }

    /** A text after its label; nothing for nothing. */
    static String labelled(String label, String text) {
        return text.isEmpty() ? "" : label + " " + text;
    }

    /** A code of FHIR as a word: {@code entered-in-error} becomes entered in error. */
    static String code(String code) {
        return code.replace('-', ' ');
    }
}
