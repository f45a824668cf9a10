package care.weald.record.hl7v2;

import java.util.ArrayList;
import java.util.List;

/**
 * One repetition of a field, or one component: its raw text, and where it stands. A value that is {@code ""} (delete) is
 * as empty as one that is not there, since what a message says replaces what was said before.
 */
record Value(String raw, Delimiters delimiters, String place, int depth) {

    /** What an absent value is. */
    Value absent() {
        return new Value("", delimiters, place, depth);
    }

    /** The component {@code number}, counted from 1; within a component, the subcomponent. */
    Value component(int number) {
        char separator = depth == 0 ? delimiters.component() : delimiters.subcomponent();
        List<String> parts = split(raw, separator);
        String part = number <= parts.size() ? parts.get(number - 1) : "";
        return new Value(part, delimiters, place + "." + number, depth + 1);
    }

    /** The text of a component, escapes undone; of one with subcomponents the first. */
    String text(int number) {
        return component(number).text();
    }

    /** The text, escapes undone, trimmed; of a value with parts the first. */
    String text() {
        if (depth == 0) {
            return text(1);
        }
        String own = depth == 1 ? first(raw, delimiters.subcomponent()) : raw;
        return own.equals("\"\"") ? "" : Escapes.undone(own, delimiters).strip();
    }

    /** The whole text of a field that has no components, whatever separators are in it. */
    String whole() {
        return raw.equals("\"\"") ? "" : Escapes.undone(raw, delimiters);
    }

    boolean isEmpty() {
        return raw.isBlank() || raw.equals("\"\"");
    }

    /** The parts of {@code text} between separators; all of it when there is no such separator. */
    static List<String> split(String text, char separator) {
        if (separator == '\0' || text.indexOf(separator) < 0) {
            return List.of(text);
        }
        List<String> parts = new ArrayList<>();
        int from = 0;
        for (int at = text.indexOf(separator); at >= 0; at = text.indexOf(separator, from)) {
            parts.add(text.substring(from, at));
            from = at + 1;
        }
        parts.add(text.substring(from));
        return parts;
    }

    private static String first(String text, char separator) {
        return split(text, separator).getFirst();
    }

    @Override
    public String toString() {
        return "Value[" + place + "]";
    }
}
