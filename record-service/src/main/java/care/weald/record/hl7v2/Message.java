package care.weald.record.hl7v2;

import care.weald.record.hl7v2.Refusal.Flaw;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A message whose header is in order.
 *
 * @param control MSH-10
 * @param type MSH-9.1 and MSH-9.2, such as {@code ADT^A01}
 * @param time EVN-2, or MSH-7: what is older never replaces what is newer
 */
record Message(List<Segment> segments, String control, String type, OffsetDateTime time) {

    private static final Duration CLOCK_SKEW = Duration.ofMinutes(5);
    private static final int LONGEST_CONTROL = 199;
    private static final Set<String> TYPES = Set.of(
            "ADT^A01", "ADT^A02", "ADT^A03", "ADT^A04", "ADT^A05", "ADT^A08", "ADT^A11", "ADT^A12", "ADT^A13",
            "ADT^A28", "ADT^A31", "ADT^A34", "ADT^A40", "ORU^R01", "MDM^T02", "SIU^S12", "SIU^S13", "SIU^S14",
            "SIU^S15", "REF^I12");

    Message {
        segments = List.copyOf(segments);
    }

    /** Reads the header of {@code segments}, which came in at {@code now}; {@code processing}: MSH-11 that is taken. */
    static Message of(List<Segment> segments, Set<String> processing, Instant now) {
        Segment header = segments.getFirst();
        String control = header.text(10);
        if (control.isEmpty() || control.length() > LONGEST_CONTROL) {
            throw Refusal.rejected(
                    Flaw.MISSING, "MSH-10", "A message control id is wanted, by which the message is known again");
        }
        checkVersion(header);
        if (!processing.contains(header.text(11).toUpperCase(Locale.ROOT))) {
            throw Refusal.rejected(
                    Flaw.PROCESSING,
                    "MSH-11",
                    "Messages of this processing id (production, training, debugging) are not taken here");
        }
        return new Message(segments, control, type(header), time(segments, now));
    }

    private static void checkVersion(Segment header) {
        if (!header.text(12).matches("2\\.[1-9](\\.[0-9])?")) {
            throw Refusal.rejected(Flaw.VERSION, "MSH-12", "Version 2.1 to 2.9 of HL7 is wanted");
        }
    }

    private static String type(Segment header) {
        Value named = header.field(9);
        String type = named.text(1) + "^" + named.text(2);
        if (TYPES.contains(type)) {
            return type;
        }
        boolean isKnown = TYPES.stream().anyMatch(one -> one.startsWith(named.text(1) + "^"));
        throw Refusal.rejected(
                isKnown ? Flaw.EVENT : Flaw.MESSAGE_TYPE,
                "MSH-9",
                "Taken are ADT A01 to A05, A08, A11 to A13, A28, A31, A34, A40, ORU R01, MDM T02, SIU S12 to S15, REF I12");
    }

    private static OffsetDateTime time(List<Segment> segments, Instant now) {
        Value stated = Stream.of(
                        first(segments, "EVN").map(event -> event.field(2)),
                        Optional.of(segments.getFirst().field(7)))
                .flatMap(Optional::stream)
                .filter(value -> !value.isEmpty())
                .findFirst()
                .orElseThrow(() -> Refusal.faulty(
                        Flaw.MISSING, "MSH-7", "Without a time nobody can tell whether the message is the newest"));
        OffsetDateTime time = Moments.moment(stated)
                .orElseThrow(() -> Refusal.faulty(Flaw.DATA_TYPE, stated.place(), "This is no time"));
        if (time.toInstant().isAfter(now.plus(CLOCK_SKEW))) {
            throw Refusal.faulty(
                    Flaw.DATA_TYPE, stated.place(), "This is in the future: every later message would look older");
        }
        return time;
    }

    private static Optional<Segment> first(List<Segment> segments, String name) {
        return segments.stream().filter(one -> one.name().equals(name)).findFirst();
    }

    Segment header() {
        return segments.getFirst();
    }

    /** The first segment of a name. */
    Optional<Segment> first(String name) {
        return first(segments, name);
    }

    /** All segments of a name, in their order. */
    List<Segment> all(String name) {
        return segments.stream().filter(one -> one.name().equals(name)).toList();
    }

    /** The one segment of a name, which MUST be there once. */
    Segment one(String name, String why) {
        List<Segment> found = all(name);
        if (found.size() != 1) {
            throw Refusal.faulty(found.isEmpty() ? Flaw.MISSING : Flaw.SEGMENT, name, why);
        }
        return found.getFirst();
    }

    /** The event: {@code A01}. */
    String event() {
        return type.substring(4);
    }

    /** The message time as a FHIR instant. */
    String instant() {
        return Moments.instant(time);
    }

    @Override
    public String toString() {
        return "Message[" + type + "]";
    }
}
