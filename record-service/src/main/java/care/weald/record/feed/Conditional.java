package care.weald.record.feed;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A conditional reference or URL, {@code Type?identifier=system|value} (FHIR R4 http, 3.1.0.11.2).
 *
 * @param type resource type
 * @param identifier {@code system|value}
 */
record Conditional(String type, String identifier) {

    private static final String QUERY = "identifier=";

    /** Reads one; empty when it is none, or searches by something else than one identifier. */
    static Optional<Conditional> parse(String text) {
        int mark = text.indexOf('?');
        return mark <= 0
                ? Optional.empty()
                : query(text.substring(mark + 1))
                        .map(identifier -> new Conditional(text.substring(0, mark), identifier));
    }

    /** Reads what follows the question mark. */
    static Optional<String> query(String text) {
        if (!text.startsWith(QUERY)) {
            return Optional.empty();
        }
        try {
            String raw = text.substring(QUERY.length());
            String identifier =
                    raw.indexOf('%') < 0 ? raw : URLDecoder.decode(raw.replace("+", "%2B"), StandardCharsets.UTF_8);
            int bar = identifier.indexOf('|');
            boolean one = bar > 0 && bar < identifier.length() - 1 && identifier.indexOf('&') < 0;
            return one ? Optional.of(identifier) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    String system() {
        return identifier.substring(0, identifier.indexOf('|'));
    }

    String value() {
        return identifier.substring(identifier.indexOf('|') + 1);
    }
}
