package care.weald.record.structure;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import java.util.regex.Pattern;

/** The values that each primitive type of FHIR R4 (datatypes, 2.24.0.1) may have. */
final class Primitives {

    static final Set<String> NAMES = Set.of(
            "base64Binary",
            "boolean",
            "canonical",
            "code",
            "date",
            "dateTime",
            "decimal",
            "id",
            "instant",
            "integer",
            "markdown",
            "oid",
            "positiveInt",
            "string",
            "time",
            "unsignedInt",
            "uri",
            "url",
            "uuid",
            "xhtml");

    private static final Pattern OID = Pattern.compile("urn:oid:[0-2](\\.(0|[1-9][0-9]*))+");
    private static final Pattern TIME = Pattern.compile("([01][0-9]|2[0-3]):[0-5][0-9]:([0-5][0-9]|60)(\\.[0-9]+)?");
    private static final Pattern UUID =
            Pattern.compile("urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

    private Primitives() {}

    /** True when {@code value} may stand where a {@code type} is asked for. */
    static boolean allows(String type, JsonNode value) {
        return switch (type) {
            case "boolean" -> value.isBoolean();
            case "integer" -> value.isIntegralNumber() && value.canConvertToInt();
            case "unsignedInt" -> value.isIntegralNumber() && value.canConvertToInt() && value.intValue() >= 0;
            case "positiveInt" -> value.isIntegralNumber() && value.canConvertToInt() && value.intValue() > 0;
            case "decimal" -> value.isNumber() && Math.abs(value.decimalValue().scale()) < 1_000;
            default -> value.isTextual() && isText(value.textValue()) && allowsText(type, value.textValue());
        };
    }

    private static boolean allowsText(String type, String text) {
        return switch (type) {
            case "date" -> Span.date(text).isPresent();
            case "dateTime" -> Span.dateTime(text).isPresent();
            case "instant" -> Span.instant(text).isPresent();
            case "time" -> TIME.matcher(text).matches();
            case "id" -> isId(text);
            case "code" -> isCode(text);
            case "uri", "url", "canonical" -> hasNoSpace(text);
            case "oid" -> OID.matcher(text).matches();
            case "uuid" -> UUID.matcher(text).matches();
            case "base64Binary" -> isBase64(text);
            case "xhtml" -> Xhtml.isSafe(text);
            default -> true;
        };
    }

    /** FHIR strings are not empty and have no control character but tab, line feed and carriage return. */
    static boolean isText(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' && c != '\t' && c != '\n' && c != '\r') {
                return false;
            }
        }
        return !text.isEmpty();
    }

    private static boolean hasNoSpace(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isWhitespace(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isId(String text) {
        return text.length() <= 64 && text.chars().allMatch(c -> isAlphanumeric((char) c) || c == '-' || c == '.');
    }

    private static boolean isAlphanumeric(char c) {
        return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    }

    /** No white space at either end, and single blanks inside. */
    private static boolean isCode(String text) {
        char before = ' ';
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isWhitespace(c) && (c != ' ' || before == ' ')) {
                return false;
            }
            before = c;
        }
        return before != ' ';
    }

    private static boolean isBase64(String text) {
        int letters = 0;
        int padding = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (padding == 0 && (isAlphanumeric(c) || c == '+' || c == '/')) {
                letters++;
            } else if (c == '=' && padding < 2) {
                padding++;
            } else if (!Character.isWhitespace(c)) {
                return false;
            }
        }
        return (letters + padding) % 4 == 0;
    }
}
