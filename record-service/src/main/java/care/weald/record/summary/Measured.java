package care.weald.record.summary;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What an Observation found, in words. */
final class Measured {

    private Measured() {}

    /** Its value, its components, or why there is none. */
    static String of(JsonNode observation) {
        String own = value(observation);
        String parts = observation
                .path("component")
                .valueStream()
                .map(part -> Words.joined(" ", Words.concept(part.path("code")), value(part)))
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining("; "));
        return Words.joined("; ", own, parts);
    }

    /** Name and value, for one result of a report. */
    static String named(JsonNode observation) {
        return Words.joined(": ", Words.concept(observation.path("code")), of(observation));
    }

    private static String value(JsonNode node) {
        String value = Stream.of(
                        Words.quantity(node.path("valueQuantity")),
                        Words.concept(node.path("valueCodeableConcept")),
                        node.path("valueString").asText(""),
                        node.path("valueInteger").asText(""),
                        truth(node.path("valueBoolean")),
                        Words.range(node.path("valueRange")),
                        ratio(node.path("valueRatio")),
                        Words.time(node.path("valueDateTime").asText("")),
                        Words.period(node.path("valuePeriod")),
                        node.path("valueTime").asText(""),
                        Words.labelled("no value:", Words.concept(node.path("dataAbsentReason"))))
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElse("");
        return Words.joined(
                " ", value, range(node.path("referenceRange")), interpretation(node.path("interpretation")));
    }

    private static String truth(JsonNode value) {
        return value.isBoolean() ? (value.asBoolean() ? "Yes" : "No") : "";
    }

    private static String ratio(JsonNode ratio) {
        return Words.joined(" / ", Words.quantity(ratio.path("numerator")), Words.quantity(ratio.path("denominator")));
    }

    private static String range(JsonNode ranges) {
        List<String> all = ranges.valueStream()
                .map(one -> one.path("text").isTextual() ? one.get("text").textValue() : Words.range(one))
                .filter(text -> !text.isEmpty())
                .toList();
        return all.isEmpty() ? "" : "(reference " + String.join("; ", all) + ")";
    }

    private static String interpretation(JsonNode interpretation) {
        String words = Words.concept(interpretation);
        return words.isEmpty() ? "" : "[" + words + "]";
    }
}
