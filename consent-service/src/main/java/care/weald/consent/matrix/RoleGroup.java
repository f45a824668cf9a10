package care.weald.consent.matrix;

import java.util.Locale;

/** A column of the matrix: job roles that see the same, or roles that see no record at all. */
public record RoleGroup(String code, String name, Kind kind) {

    /** The role of a citizen (v3-RoleClass), which is no job role: it is that of the group of citizens in every version. */
    public static final String CITIZEN_ROLE = "CIT";

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
