package care.weald.audit.event;

import care.weald.audit.platform.Problem.Kind;
import com.fasterxml.jackson.databind.JsonNode;

/** What no string of a told event may hold: a break of line, anything that is not to be seen, or a name of our own. */
final class ReportedWords {

    private static final int LONGEST = 8_192;
    private static final String OURS = "urn:weald:";
    private static final String OURS_TOO = "https://weald.care/";
    private static final String NHS_NUMBER = "nhs-number";

    private ReportedWords() {}

    /** Looks at every name and string of {@code event}. Throws {@link Unfit}. */
    static void check(JsonNode event) {
        walk(event, "AuditEvent");
    }

    private static void walk(JsonNode node, String place) {
        if (node.isTextual()) {
            string(node.asText(), place);
        }
        if (node.isObject()) {
            node.properties().forEach(member -> {
                string(member.getKey(), place);
                walk(member.getValue(), known(place, member.getKey()));
            });
        }
        node.elements().forEachRemaining(element -> {
            if (node.isArray()) {
                walk(element, place);
            }
        });
    }

    /** The place of a member of the resource itself; deeper ones are told by that. */
    private static String known(String place, String name) {
        return place.equals("AuditEvent") && name.matches("[a-zA-Z]{1,24}") ? place + "." + name : place;
    }

    private static void string(String value, String place) {
        Unfit.unless(value.length() <= LONGEST, Kind.TOO_LARGE, place, "size");
        Unfit.unless(value.codePoints().allMatch(ReportedWords::isPlain), Kind.UNPROCESSABLE, place, "characters");
        Unfit.unless(!value.contains(OURS) && !value.contains(OURS_TOO), Kind.UNPROCESSABLE, place, "own-name");
        Unfit.unless(!value.contains(NHS_NUMBER), Kind.UNPROCESSABLE, place, "nhs-number");
    }

    /** Neither a control character, a break of line, a mark that turns the direction of text, nor half of a pair. */
    private static boolean isPlain(int character) {
        int type = Character.getType(character);
        return type != Character.CONTROL
                && type != Character.FORMAT
                && type != Character.LINE_SEPARATOR
                && type != Character.PARAGRAPH_SEPARATOR
                && type != Character.SURROGATE
                && (character & 0xfffe) != 0xfffe;
    }
}
