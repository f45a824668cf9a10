package care.weald.consent.matrix;

/** How much of a category a role sees, the least first. */
public enum Level {
    /** Nothing, not even a hint. */
    NONE("none"),
    /** Nothing unless an override stands. */
    B("B"),
    /** Administrative fields only. */
    A("A"),
    /** Key facts only: existence, flag, current list, no free text. */
    K("K"),
    /** Full. */
    F("F");

    private final String code;

    Level(String code) {
        this.code = code;
    }

    /** The code in the matrix and in the permit. */
    public String code() {
        return code;
    }

    /** The level with this code; one that is not known fails. */
    public static Level of(String code) {
        return "none".equals(code) ? NONE : valueOf(code);
    }

    /** True for a level at which something is shown. */
    public boolean isShown() {
        return compareTo(B) > 0;
    }

    /** The lower of both. */
    public Level stricter(Level other) {
        return compareTo(other) <= 0 ? this : other;
    }
}
