package care.weald.consent.decision;

import java.util.Locale;

/** What a caller that is refused may know. */
public enum Shown {
    /** That it is refused, and why. */
    REFUSED,
    /** Nothing: it looks as if there were no such person. */
    ABSENT;

    /** The word in answers. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
