package care.weald.record.category;

/** A coding as a search token: its system (empty when it has none) and code. */
public record Token(String system, String code) {

    /** The system of dm+d as UK Core writes it; drafts write it without the s (capabilities.md, trap 3). */
    public static final String DMD = "https://dmd.nhs.uk";

    private static final String OLD_DMD = "http://dmd.nhs.uk";

    public Token {
        system = canonical(system);
    }

    /** The one spelling of a code system. */
    public static String canonical(String system) {
        return OLD_DMD.equals(system) ? DMD : system;
    }

    /** {@code system|code}, or {@code |code} without a system. */
    public String full() {
        return system + "|" + code;
    }
}
