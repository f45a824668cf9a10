package care.weald.identity.match.normalise;

import java.util.Locale;

/** Electronic mail addresses in lower case, without spaces. */
public final class Emails {

    private static final int LONGEST = 64;
    private static final int SHORTEST = 6;

    private Emails() {}

    /** The address that {@code raw} writes; empty when it is too short to tell anybody apart. A lost @ sign is borne. */
    public static String parse(String raw) {
        String head = raw.length() > Text.LONGEST ? raw.substring(0, Text.LONGEST) : raw;
        String closed = head.strip().toLowerCase(Locale.ROOT).replace(" ", "");
        String cut = closed.length() > LONGEST ? closed.substring(0, LONGEST) : closed;
        return cut.length() < SHORTEST ? "" : cut;
    }
}
