package care.weald.record.hl7v2;

/** The escape sequences of text (HL7 v2.5.1, 2.7). One that is not known is left out, as 2.7.1 has it for highlighting. */
final class Escapes {

    private static final int LONGEST = 40;

    private Escapes() {}

    static String undone(String text, Delimiters delimiters) {
        char escape = delimiters.escape();
        int at = text.indexOf(escape);
        if (at < 0) {
            return printable(text);
        }
        StringBuilder plain = new StringBuilder(text.length());
        int from = 0;
        while (at >= 0) {
            int end = text.indexOf(escape, at + 1);
            boolean isSequence = end > at + 1 && end - at <= LONGEST;
            plain.append(text, from, at);
            if (isSequence) {
                plain.append(meaning(text.substring(at + 1, end), delimiters));
                from = end + 1;
            } else {
                plain.append(escape);
                from = at + 1;
            }
            at = text.indexOf(escape, from);
        }
        return printable(plain.append(text, from, text.length()).toString());
    }

    private static String meaning(String sequence, Delimiters delimiters) {
        return switch (sequence) {
            case "F" -> String.valueOf(delimiters.field());
            case "S" -> String.valueOf(delimiters.component());
            case "T" -> String.valueOf(delimiters.subcomponent());
            case "R" -> String.valueOf(delimiters.repetition());
            case "E" -> String.valueOf(delimiters.escape());
            default -> sequence.startsWith("X") ? hexadecimal(sequence.substring(1)) : layout(sequence);
        };
    }

    /** Line breaks of formatted text (2.7.6); how it is indented is not kept. */
    private static String layout(String sequence) {
        return sequence.startsWith(".br") || sequence.startsWith(".sp") || sequence.equals(".ce") ? "\n" : "";
    }

    /** {@code \Xdd…\}: bytes, of which those of ASCII have one meaning in every character set. */
    private static String hexadecimal(String digits) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i + 1 < digits.length(); i += 2) {
            int high = Character.digit(digits.charAt(i), 16);
            int low = Character.digit(digits.charAt(i + 1), 16);
            if (high < 0 || low < 0) {
                return "";
            }
            char c = (char) (high * 16 + low);
            text.append(c == '\r' ? '\n' : c < 0x80 ? c : '\uFFFD');
        }
        return text.toString();
    }

    /** FHIR text has no control characters but tab and line breaks. */
    private static String printable(String text) {
        if (text.chars().noneMatch(c -> c < ' ' || c == 0x7f)) {
            return text;
        }
        StringBuilder kept = new StringBuilder(text.length());
        text.chars()
                .filter(c -> (c >= ' ' && c != 0x7f) || c == '\t' || c == '\n')
                .forEach(c -> kept.append((char) c));
        return kept.toString();
    }
}
