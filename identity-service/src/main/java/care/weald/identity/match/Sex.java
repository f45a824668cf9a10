package care.weald.identity.match;

import java.util.Locale;

/** Administrative gender as it is compared. Only male and female say anything about sameness; the rest is missing. */
public enum Sex {
    MALE,
    FEMALE,
    OTHER,
    UNKNOWN;

    /** The FHIR code ({@code male}, {@code female}, {@code other}, {@code unknown}), its first letter, or 1 and 2. */
    public static Sex parse(String raw) {
        return switch (raw.strip().toLowerCase(Locale.ROOT)) {
            case "male", "m", "1" -> MALE;
            case "female", "f", "2" -> FEMALE;
            case "other", "o", "9", "x" -> OTHER;
            default -> UNKNOWN;
        };
    }

    /** A number for it that stays the same. */
    public int code() {
        return switch (this) {
            case MALE -> 1;
            case FEMALE -> 2;
            case OTHER -> 9;
            case UNKNOWN -> 0;
        };
    }

    /** Whether it is male or female. */
    public boolean isKnown() {
        return this == MALE || this == FEMALE;
    }
}
