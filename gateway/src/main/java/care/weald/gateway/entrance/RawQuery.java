package care.weald.gateway.entrance;

import java.util.Locale;
import java.util.Optional;

/** Which queries may go further, and in which spelling. */
final class RawQuery {

    /** What a URI may not hold (RFC 3986 appendix A), but FHIR clients send. */
    private static final String SPELT_OUT = " \"<>\\^`{|}";

    private RawQuery() {}

    /**
     * {@code query} (as it came in, nothing decoded) with what a URI may not hold percent-encoded; empty when it has a
     * control or non-ASCII character, a {@code #} or a broken escape.
     */
    static Optional<String> clean(String query) {
        StringBuilder clean = new StringBuilder(query.length() + 8);
        for (int i = 0; i < query.length(); i++) {
            char c = query.charAt(i);
            if (c < ' ' || c > '~' || c == '#' || (c == '%' && !isEscape(query, i))) {
                return Optional.empty();
            }
            if (SPELT_OUT.indexOf(c) >= 0) {
                clean.append('%').append(Integer.toHexString(c).toUpperCase(Locale.ROOT));
            } else {
                clean.append(c);
            }
        }
        return Optional.of(clean.toString());
    }

    private static boolean isEscape(String query, int i) {
        return i + 2 < query.length()
                && Character.digit(query.charAt(i + 1), 16) >= 0
                && Character.digit(query.charAt(i + 2), 16) >= 0;
    }
}
