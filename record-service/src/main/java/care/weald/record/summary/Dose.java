package care.weald.record.summary;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * How a medicine is to be taken, of a MedicationRequest ({@code dosageInstruction}) or a MedicationStatement
 * ({@code dosage}).
 *
 * @param key equal only where every word, number and time of the dosage is: nothing is worked out
 * @param words for a reader; empty when no dose is stated
 */
record Dose(String key, String words) {

    /** The dose of a resource. */
    static Dose of(JsonNode resource) {
        JsonNode dosages =
                resource.has("dosageInstruction") ? resource.get("dosageInstruction") : resource.path("dosage");
        String key = dosages.valueStream().map(Dose::canonical).collect(Collectors.joining(";"));
        String words = dosages.valueStream()
                .map(Dose::words)
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining("; then "));
        return new Dose(key, words);
    }

    /** Without the ids and the case and spacing of words, members in order; anything else that differs is kept. */
    private static String canonical(JsonNode node) {
        if (node.isObject()) {
            return node.propertyStream()
                    .filter(member -> !"id".equals(member.getKey()))
                    .map(member -> member.getKey() + ":" + canonical(member.getValue()))
                    .sorted()
                    .collect(Collectors.joining(",", "{", "}"));
        }
        if (node.isArray()) {
            return node.valueStream().map(Dose::canonical).collect(Collectors.joining(",", "[", "]"));
        }
        if (node.isNumber()) {
            return node.decimalValue().stripTrailingZeros().toString();
        }
        return "\"" + node.asText().strip().toLowerCase(Locale.ROOT).replaceAll("\\s+", " ") + "\"";
    }

    private static String words(JsonNode dosage) {
        String structured = structured(dosage);
        String text = dosage.path("text").asText("");
        return text.isEmpty()
                ? structured
                : Words.joined(" ", text, structured.isEmpty() ? "" : "(" + structured + ")");
    }

    private static String structured(JsonNode dosage) {
        String amount = dosage.path("doseAndRate")
                .valueStream()
                .map(rate -> Words.joined(
                        " at ",
                        Words.joined(
                                "", Words.quantity(rate.path("doseQuantity")), Words.range(rate.path("doseRange"))),
                        Words.quantity(rate.path("rateQuantity"))))
                .filter(one -> !one.isEmpty())
                .collect(Collectors.joining(", "));
        return Words.joined(
                " ",
                amount,
                timing(dosage.path("timing")),
                Words.labelled("by", Words.concept(dosage.path("route"))),
                dosage.path("asNeededBoolean").asBoolean() || dosage.has("asNeededCodeableConcept")
                        ? Words.joined(" for ", "as needed", Words.concept(dosage.path("asNeededCodeableConcept")))
                        : "");
    }

    private static String timing(JsonNode timing) {
        JsonNode repeat = timing.path("repeat");
        String every = "";
        if (repeat.path("period").isNumber()) {
            int times = repeat.path("frequency").asInt(1);
            String unit = repeat.path("periodUnit").asText("");
            every = times + (times == 1 ? " time" : " times") + " in "
                    + repeat.get("period").asText() + " " + unit(unit);
        }
        return Words.joined(" ", every, Words.concept(timing.path("code")));
    }

    private static String unit(String code) {
        return switch (code) {
            case "s" -> "seconds";
            case "min" -> "minutes";
            case "h" -> "hours";
            case "d" -> "days";
            case "wk" -> "weeks";
            case "mo" -> "months";
            case "a" -> "years";
            default -> code;
        };
    }
}
