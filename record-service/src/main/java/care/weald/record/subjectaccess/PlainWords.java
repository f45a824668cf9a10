package care.weald.record.subjectaccess;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** A FHIR resource as lines that a person can read: what it is, and every value with its name. */
final class PlainWords {

    /** What is about the form of a resource, not about the person. */
    private static final Set<String> SKIPPED = Set.of(
            "resourceType",
            "id",
            "meta",
            "text",
            "subject",
            "patient",
            "beneficiary",
            "contained",
            "implicitRules",
            "language",
            "url",
            "system",
            "reference",
            "version",
            "userSelected",
            "code",
            "data",
            "hash");

    private static final List<String> TITLES = List.of(
            "code",
            "vaccineCode",
            "medicationCodeableConcept",
            "type",
            "title",
            "description",
            "serviceType",
            "category");

    private PlainWords() {}

    /** A value and its name in plain words. */
    record Line(String name, String value) {}

    /** What a resource is about, in its own words. */
    static String title(JsonNode resource) {
        for (String name : TITLES) {
            String words = words(resource.path(name));
            if (!words.isEmpty()) {
                return words;
            }
        }
        return spaced(resource.path("resourceType").asText());
    }

    /** Its values in their order. */
    static List<Line> lines(JsonNode resource) {
        List<Line> lines = new ArrayList<>();
        for (Map.Entry<String, JsonNode> field : resource.properties()) {
            boolean isTitle = field.getKey().equals("code");
            if (!SKIPPED.contains(field.getKey()) || isTitle) {
                String value = words(field.getValue());
                if (!value.isEmpty()) {
                    lines.add(new Line(spaced(field.getKey()), value));
                }
            }
        }
        return lines;
    }

    private static String words(JsonNode value) {
        if (value.isArray()) {
            return joined(value, "; ");
        }
        if (!value.isObject()) {
            return value.isValueNode() && !value.isNull() ? value.asText() : "";
        }
        for (String own : List.of("text", "display")) {
            if (value.path(own).isTextual()) {
                return value.path(own).asText();
            }
        }
        if (value.has("coding")) {
            return joined(value.path("coding"), ", ");
        }
        if (value.has("value")) {
            return (value.path("comparator").asText("") + " "
                            + value.path("value").asText() + " "
                            + value.path("unit").asText(""))
                    .strip();
        }
        if (value.has("start") || value.has("end")) {
            return ("from " + value.path("start").asText("an unknown time") + " to "
                    + value.path("end").asText("now or an unknown time"));
        }
        return value.has("code") && value.has("system") ? value.path("code").asText() : named(value);
    }

    private static String named(JsonNode object) {
        return object.properties().stream()
                .filter(field ->
                        !SKIPPED.contains(field.getKey()) || field.getKey().equals("code"))
                .map(field -> {
                    String value = words(field.getValue());
                    return value.isEmpty() ? "" : spaced(field.getKey()).toLowerCase(Locale.ROOT) + ": " + value;
                })
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(", "));
    }

    private static String joined(JsonNode array, String between) {
        List<String> parts = new ArrayList<>();
        array.forEach(one -> parts.add(words(one)));
        return parts.stream().filter(part -> !part.isEmpty()).collect(Collectors.joining(between));
    }

    /** {@code effectiveDateTime} as "Effective date time". */
    private static String spaced(String name) {
        String spaced = name.replaceAll("([a-z])([A-Z])", "$1 $2").toLowerCase(Locale.ROOT);
        return spaced.isEmpty() ? spaced : Character.toUpperCase(spaced.charAt(0)) + spaced.substring(1);
    }
}
