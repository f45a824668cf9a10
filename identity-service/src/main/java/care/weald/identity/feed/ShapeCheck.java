package care.weald.identity.feed;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Whether a Patient has the form that FHIR R4 gives it (json.html, datatypes.html). */
final class ShapeCheck {

    private static final Pattern DATE = Pattern.compile("[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?");

    /** Where the form is broken, and how. */
    record Flaw(String place, String detail) {}

    private ShapeCheck() {}

    /** The first flaw of {@code patient}. */
    static Optional<Flaw> patient(JsonNode patient) {
        return complex(patient, "Patient", "Patient");
    }

    private static Optional<Flaw> complex(JsonNode node, String type, String place) {
        if (!node.isObject()) {
            return flaw(place, "An object is wanted");
        }
        if (node.isEmpty()) {
            return flaw(place, "An object is never empty");
        }
        return node.propertyStream()
                .map(field -> Shape.element(type, field.getKey())
                        .map(wanted -> element(node, field.getKey(), wanted, place + "." + field.getKey()))
                        .orElseGet(() -> flaw(place, "There is an element that FHIR R4 does not define here")))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<Flaw> element(JsonNode parent, String name, String wanted, String place) {
        JsonNode node = parent.get(name);
        if (!wanted.endsWith("*")) {
            return value(node, wanted, place);
        }
        if (!node.isArray() || node.isEmpty()) {
            return flaw(place, "An array with at least one item is wanted");
        }
        String type = wanted.substring(0, wanted.length() - 1);
        boolean gaps = parent.has("_" + name);
        return IntStream.range(0, node.size())
                .filter(i -> !(gaps && node.get(i).isNull()))
                .mapToObj(i -> value(node.get(i), type, place + "[" + i + "]"))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<Flaw> value(JsonNode node, String type, String place) {
        if (Shape.isComplex(type)) {
            return complex(node, type, place);
        }
        return switch (type) {
            case "boolean" -> node.isBoolean() ? Optional.empty() : flaw(place, "A boolean is wanted");
            case "integer" -> node.isInt() ? Optional.empty() : flaw(place, "An integer is wanted");
            case "Extension" ->
                node.path("url").isTextual() ? any(node, place) : flaw(place, "An extension with a url is wanted");
            case "Any" -> any(node, place);
            default ->
                text(node, place)
                        .or(() -> isOf(type, node.textValue())
                                ? Optional.empty()
                                : flaw(place, "A FHIR " + type + " is wanted"));
        };
    }

    private static Optional<Flaw> text(JsonNode node, String place) {
        if (!node.isTextual()) {
            return flaw(place, "A string is wanted");
        }
        String text = node.textValue();
        if (text.isBlank()) {
            return flaw(place, "A string is never empty");
        }
        return text.chars().allMatch(c -> c >= ' ' || c == '\t' || c == '\n' || c == '\r')
                ? Optional.empty()
                : flaw(place, "A string has no control characters");
    }

    /** What is not looked into still has no empty parts. */
    private static Optional<Flaw> any(JsonNode node, String place) {
        if (node.isContainerNode() && node.isEmpty()) {
            return flaw(place, "An object or array is never empty");
        }
        Stream<Optional<Flaw>> parts =
                node.valueStream().map(part -> part.isNull() ? Optional.empty() : any(part, place));
        return node.isTextual()
                ? text(node, place)
                : parts.flatMap(Optional::stream).findFirst();
    }

    private static boolean isOf(String type, String text) {
        return switch (type) {
            case "date" -> isDate(text);
            case "dateTime" -> isDate(text) || isInstant(text);
            case "instant" -> isInstant(text);
            case "code" -> !text.contains("  ") && text.equals(text.strip());
            default -> true;
        };
    }

    private static boolean isInstant(String text) {
        try {
            return OffsetDateTime.parse(text).getYear() > 0;
        } catch (DateTimeException e) {
            return false;
        }
    }

    private static boolean isDate(String text) {
        if (!DATE.matcher(text).matches()) {
            return false;
        }
        try {
            return switch (text.length()) {
                case 4 -> !text.equals("0000");
                case 7 -> YearMonth.parse(text).getYear() > 0;
                default -> LocalDate.parse(text).getYear() > 0;
            };
        } catch (DateTimeException e) {
            return false;
        }
    }

    private static Optional<Flaw> flaw(String place, String detail) {
        return Optional.of(new Flaw(place, detail));
    }
}
