package care.weald.consent.matrix;

import java.util.Locale;

/** A column of the matrix: job roles that see the same, or roles that see no record at all. */
public record RoleGroup(String code, String name, Kind kind) {

    /** What a role is there for. */
    public enum Kind {
        CARE,
        ADMINISTRATIVE,
        CITIZEN,
        OVERSIGHT,
        ANALYST,
        SUPPORT;

        /** Reads the word that the matrix uses; another fails. */
        static Kind of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
