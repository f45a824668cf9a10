package care.weald.record.hl7v2;

import care.weald.record.hl7v2.Refusal.Flaw;
import care.weald.record.hl7v2.Refusal.Refused;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Makes a Bundle of a message. */
final class Converter {

    private final Map<String, String> systems;
    private final String organisation;
    private final Set<String> processing;

    /**
     * A converter for what {@code organisation} sends.
     *
     * @param systems URIs of its own assigning authorities and coding systems, by name
     * @param processing the values of MSH-11 that are taken
     */
    Converter(String organisation, Map<String, String> systems, Set<String> processing) {
        this.organisation = organisation;
        this.systems = Map.copyOf(systems);
        this.processing = Set.copyOf(processing);
    }

    /** What came in: the bytes, the character set that the transport states (or nothing), and when. */
    @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
    record Received(byte[] content, String charset, Instant at) {

        @Override
        public String toString() {
            return "Received[***]";
        }
    }

    /** What becomes of a message. */
    sealed interface Conversion {

        /** A Bundle, and whose numbers it joins, if that is what the message is about. */
        record Converted(ObjectNode bundle, Optional<Merge> merge) implements Conversion {}

        /** It is not taken. */
        record Rejected(Refusal refusal) implements Conversion {}
    }

    /** Two numbers of one person at the sender, each {@code system|value}: {@code former} gives way to {@code kept}. */
    record Merge(String former, String kept) {

        @Override
        public String toString() {
            return "Merge[***]";
        }
    }

    /** Converts a message. CPU work: not for an event loop. */
    Conversion convert(Received received) {
        try {
            List<Segment> segments = Er7.read(received.content(), received.charset());
            Message message = Message.of(segments, processing, received.at());
            Systems names = new Systems(organisation, systems);
            String facility = message.header().text(4);
            String fallback = names.local(facility.isEmpty() ? "patient" : facility);
            Draft draft = new Draft(message, new Types(names, fallback));
            Optional<Merge> merge = write(draft);
            return new Conversion.Converted(draft.bundle(received.content()), merge);
        } catch (Refused e) {
            return new Conversion.Rejected(e.refusal());
        }
    }

    private static Optional<Merge> write(Draft draft) {
        Message message = draft.message();
        String event = message.event();
        if (event.equals("A34") || event.equals("A40")) {
            return Optional.of(merge(draft));
        }
        new PatientWriter(draft).write(message.type().startsWith("ADT"));
        VisitWriter visits = new VisitWriter(draft);
        HealthWriter health = new HealthWriter(draft);
        Optional<ObjectNode> visit = message.type().startsWith("ADT") ? visits.write() : visits.mentioned();
        health.allergies();
        List<ObjectNode> diagnoses = health.diagnoses(visit);
        switch (message.type().substring(0, 3)) {
            case "ORU" -> new ResultWriter(draft, visit).write();
            case "MDM" -> new DocumentWriter(draft, visit).write();
            case "SIU" -> new AppointmentWriter(draft).write();
            case "REF" -> new ReferralWriter(draft, visit).write(diagnoses);
            default -> {}
        }
        return Optional.empty();
    }

    /** A34 and A40: who PID names stays, whom MRG-1 names is the same. Nothing else of the message is taken. */
    private static Merge merge(Draft draft) {
        Segment mrg = draft.message().one("MRG", "A merge names one former number: one segment MRG is wanted");
        PatientWriter writer = new PatientWriter(draft);
        String former = draft.types()
                .identifier(mrg.required(1, "The former number"), 4)
                .map(one ->
                        one.path("system").asText() + "|" + one.path("value").asText())
                .orElseThrow(() -> Refusal.faulty(Flaw.MISSING, "MRG-1", "The former number is missing"));
        if (Systems.isNhsNumber(mrg.field(1).component(4), mrg.field(1).text(5))) {
            throw Refusal.faulty(
                    Flaw.TABLE_VALUE,
                    "MRG-1",
                    "Your own numbers can be merged: whose an NHS number is, is not yours to say");
        }
        String kept = writer.local();
        if (kept.equals(former)) {
            throw Refusal.faulty(Flaw.TABLE_VALUE, "MRG-1", "The former number and the one that stays are the same");
        }
        return new Merge(former, kept);
    }
}
