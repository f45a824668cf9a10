package care.weald.record.hl7v2;

import care.weald.record.hl7v2.Refusal.Flaw;

/**
 * The separators that a message gives itself in MSH-1 and MSH-2 (HL7 v2.5.1, 2.5.4); a NUL stands for one that it lacks.
 */
record Delimiters(char field, char component, char repetition, char escape, char subcomponent) {

    private static final int LEAST = 3;
    private static final int MOST = 5;

    /** Reads the begin of the segment {@code msh}. */
    static Delimiters of(String msh) {
        if (msh.length() < LEAST + 1 || !isSeparator(msh.charAt(LEAST))) {
            throw Refusal.rejected(Flaw.SEGMENT, "MSH-1", "The field separator is missing or no separator");
        }
        char field = msh.charAt(LEAST);
        int end = msh.indexOf(field, LEAST + 1);
        String encoding = end < 0 ? "" : msh.substring(LEAST + 1, end);
        if (encoding.length() < LEAST || encoding.length() > MOST || !isDistinct(field + encoding)) {
            throw Refusal.rejected(
                    Flaw.SEGMENT, "MSH-2", "Three to five different encoding characters are wanted, such as ^~\\&");
        }
        return new Delimiters(
                field,
                encoding.charAt(0),
                encoding.charAt(1),
                encoding.charAt(2),
                encoding.length() > LEAST ? encoding.charAt(LEAST) : '\0');
    }

    private static boolean isDistinct(String all) {
        return all.chars().distinct().count() == all.length() && all.chars().allMatch(c -> isSeparator((char) c));
    }

    private static boolean isSeparator(char c) {
        return c > ' ' && c < 0x7f && !Character.isLetterOrDigit(c);
    }
}
