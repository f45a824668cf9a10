package care.weald.record.search;

import care.weald.record.structure.Span;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** One alternative of a date parameter: a prefix and the span that the value covers (FHIR R4 search, 3.1.1.4.7). */
record Moment(Prefix prefix, Span span) {

    /** How a time is compared. */
    enum Prefix {
        EQ,
        NE,
        GT,
        LT,
        GE,
        LE,
        SA,
        EB,
        AP
    }

    /** Reads the alternatives of a value; {@code now} is what "about" is measured from. */
    static List<Moment> parse(String parameter, String value, Instant now) {
        return Values.alternatives(parameter, value).stream()
                .map(one -> one(parameter, one, now))
                .toList();
    }

    private static Moment one(String parameter, String text, Instant now) {
        boolean prefixed = Character.isLetter(text.charAt(0));
        Prefix prefix = prefixed ? prefix(parameter, text) : Prefix.EQ;
        // a plus sign of an offset that came unencoded has become a blank
        String time = (prefixed ? text.substring(2) : text).replace(' ', '+');
        Span span = Span.searched(time)
                .orElseThrow(() -> new BadParameter(parameter, "The value is a date or a time with a known prefix"));
        return new Moment(prefix, prefix == Prefix.AP ? about(span, now) : span);
    }

    private static Prefix prefix(String parameter, String text) {
        for (Prefix prefix : Prefix.values()) {
            if (text.regionMatches(false, 0, prefix.name().toLowerCase(java.util.Locale.ROOT), 0, 2)) {
                return prefix;
            }
        }
        throw new BadParameter(parameter, "The value is a date or a time with a known prefix");
    }

    /** A tenth of how long ago (or ahead) it is, to both sides. */
    private static Span about(Span span, Instant now) {
        Duration margin = Duration.between(span.from(), now).abs().dividedBy(10);
        Instant from = span.from().minus(margin);
        Instant to = span.to().plus(margin);
        return new Span(
                from.isBefore(Span.OPEN_START) ? Span.OPEN_START : from,
                to.isAfter(Span.OPEN_END) ? Span.OPEN_END : to);
    }
}
