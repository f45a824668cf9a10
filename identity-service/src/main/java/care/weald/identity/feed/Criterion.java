package care.weald.identity.feed;

import care.weald.identity.nhsnumber.NhsNumber;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The one search that may name a Patient in a feed: {@code identifier=system|value} (FHIR R4 http, conditional). */
record Criterion(String system, String value) {

    private static final String PARAMETER = "identifier=";

    /** Reads a query, with or without percent-encoding; empty when it is another search. */
    static Optional<Criterion> parse(String query) {
        if (!query.startsWith(PARAMETER)) {
            return Optional.empty();
        }
        try {
            String token = query.indexOf('%') < 0
                    ? query
                    : URLDecoder.decode(query.replace("+", "%2B"), StandardCharsets.UTF_8);
            int bar = token.indexOf('|');
            boolean single = query.indexOf('&') < 0 && query.indexOf(',') < 0;
            return single && bar > 0 && bar < token.length() - 1
                    ? Optional.of(new Criterion(token.substring(PARAMETER.length(), bar), token.substring(bar + 1)))
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The NHS number that is searched for; empty for another system or an impossible number. */
    Optional<NhsNumber> nhsNumber() {
        return system.equals(NhsNumber.SYSTEM) ? NhsNumber.parse(value) : Optional.empty();
    }

    @Override
    public String toString() {
        return "Criterion[***]";
    }
}
