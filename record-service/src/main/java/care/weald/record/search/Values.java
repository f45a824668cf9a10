package care.weald.record.search;

import care.weald.record.structure.Span;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Reads the values of search parameters. */
public final class Values {

    private static final int MOST_ALTERNATIVES = 100;
    private static final int LONGEST = 500;

    private Values() {}

    /** The alternatives of a value: commas part them, a backslash escapes (FHIR R4 search, 3.1.1.4.1). */
    public static List<String> alternatives(String parameter, String value) {
        List<String> found = new ArrayList<>();
        StringBuilder one = new StringBuilder();
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '\\' && i + 1 < value.length()) {
                one.append(value.charAt(++i));
            } else if (c == ',') {
                found.add(one.toString());
                one.setLength(0);
            } else {
                one.append(c);
            }
        }
        found.add(one.toString());
        boolean bad = found.size() > MOST_ALTERNATIVES
                || found.stream()
                        .anyMatch(text -> text.isBlank() || text.length() > LONGEST || text.indexOf('\u0000') >= 0);
        if (bad) {
            throw new BadParameter(parameter, "The value is empty, too long, or has too many alternatives");
        }
        return found;
    }

    /** A number within bounds. */
    public static int number(String parameter, String value, int least, int most) {
        try {
            int number = value.matches("[0-9]{1,6}") ? Integer.parseInt(value) : -1;
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // falls to the refusal below
        }
        throw new BadParameter(parameter, "The value is a number from " + least + " to " + most);
    }

    /** The first moment of a date or time. */
    public static Instant since(String parameter, String value) {
        return Span.searched(value)
                .map(Span::from)
                .orElseThrow(() -> new BadParameter(parameter, "The value is a date or a time"));
    }
}
