package care.weald.audit.alert;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/**
 * A span of time, from and until not included, as FHIR date parameters give it: a day (UTC) or a moment, with ge, gt, le,
 * lt, eq or no prefix (R4 section 3.1.1.4.7).
 */
record Span(Instant from, Instant until) {

    private static final Span ALWAYS =
            new Span(Instant.parse("0001-01-01T00:00:00Z"), Instant.parse("9999-12-31T00:00:00Z"));

    /** What all of {@code values} mean together; empty when one is no date. */
    static Optional<Span> of(List<String> values) {
        Span span = ALWAYS;
        for (String value : values) {
            Optional<Span> one = of(value);
            if (one.isEmpty()) {
                return Optional.empty();
            }
            span = span.and(one.get());
        }
        return Optional.of(span);
    }

    private Span and(Span other) {
        return new Span(
                from.isAfter(other.from) ? from : other.from, until.isBefore(other.until) ? until : other.until);
    }

    private static Optional<Span> of(String value) {
        boolean prefixed = value.matches("(eq|ge|gt|le|lt).*");
        String prefix = prefixed ? value.substring(0, 2) : "eq";
        return moment(prefixed ? value.substring(2) : value).map(named -> switch (prefix) {
            case "ge" -> new Span(named.from, ALWAYS.until);
            case "gt" -> new Span(named.until, ALWAYS.until);
            case "le" -> new Span(ALWAYS.from, named.until);
            case "lt" -> new Span(ALWAYS.from, named.from);
            default -> named;
        });
    }

    private static Optional<Span> moment(String text) {
        try {
            if (text.length() == 10) {
                Instant day = LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC);
                return Optional.of(new Span(day, day.plusSeconds(86_400)));
            }
            Instant moment = OffsetDateTime.parse(text).toInstant();
            return Optional.of(new Span(moment, moment.plusSeconds(1)));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
