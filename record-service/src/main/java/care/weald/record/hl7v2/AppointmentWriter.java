package care.weald.record.hl7v2;

import care.weald.record.hl7v2.Refusal.Flaw;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** SIU S12 to S15: SCH and the resources AIS, AIG, AIL and AIP as an Appointment. */
final class AppointmentWriter {

    private static final Map<String, String> STATES = Map.of(
            "PENDING", "pending",
            "WAITLIST", "waitlist",
            "BOOKED", "booked",
            "STARTED", "arrived",
            "COMPLETE", "fulfilled",
            "CANCELLED", "cancelled",
            "DC", "cancelled",
            "NOSHOW", "noshow");

    private final Draft draft;

    AppointmentWriter(Draft draft) {
        this.draft = draft;
    }

    /** Adds the appointment. */
    void write() {
        Segment sch = draft.message().one("SCH", "A message about an appointment has one segment SCH");
        List<ObjectNode> numbers = Stream.of(2, 1)
                .map(field -> draft.types().entity(sch.field(field)))
                .flatMap(Optional::stream)
                .toList();
        if (numbers.isEmpty()) {
            throw Refusal.faulty(Flaw.MISSING, sch.place(2), "The number of the appointment is missing");
        }
        ObjectNode appointment = draft.resource("Appointment", false);
        Types.list(appointment, "identifier", numbers);
        appointment.put("status", status(sch));
        draft.message().all("AIS").stream()
                .map(service -> draft.types().concept(service.field(3)))
                .flatMap(Optional::stream)
                .forEach(service -> appointment.withArray("/serviceType").add(service));
        Types.set(appointment, "appointmentType", draft.types().concept(sch.field(8), Systems.table("0277")));
        draft.types()
                .concept(sch.field(7))
                .ifPresent(reason -> appointment.putArray("reasonCode").add(reason));
        times(appointment, sch);
        participants(appointment);
        ObjectNode known = numbers.getFirst();
        draft.add(
                appointment,
                known.path("system").asText() + "|" + known.path("value").asText(),
                sch);
    }

    private String status(Segment sch) {
        if (draft.message().event().equals("S15")) {
            return "cancelled";
        }
        return STATES.getOrDefault(sch.text(25).toUpperCase(Locale.ROOT), "booked");
    }

    /** Begin and end from SCH-11, TQ1 or the first service that has them; an end also from how long it lasts. */
    private void times(ObjectNode appointment, Segment sch) {
        Optional<OffsetDateTime> start = first(
                Stream.concat(Stream.of(sch.field(11).component(4)), all("TQ1", 7)),
                Stream.concat(all("AIS", 4), Stream.concat(all("AIL", 6), all("AIP", 6))));
        Optional<OffsetDateTime> end = first(Stream.of(sch.field(11).component(5)), all("TQ1", 8))
                .or(() -> start.flatMap(begun -> minutes(sch).map(begun::plusMinutes)));
        boolean isOrdered = start.isPresent() && end.isPresent() && end.get().isAfter(start.get());
        start.ifPresent(begun -> appointment.put("start", Moments.instant(begun)));
        if (isOrdered) {
            appointment.put("end", Moments.instant(end.get()));
        }
        if (start.isEmpty() && !appointment.path("status").asText().equals("cancelled")) {
            throw Refusal.faulty(Flaw.MISSING, sch.place(11), "When the appointment begins is missing");
        }
    }

    private Stream<Value> all(String name, int field) {
        return draft.message().all(name).stream().map(one -> one.field(field));
    }

    private static Optional<OffsetDateTime> first(Stream<Value> some, Stream<Value> others) {
        return Stream.concat(some, others)
                .filter(value -> !value.isEmpty())
                .map(Moments::moment)
                .flatMap(Optional::stream)
                .findFirst();
    }

    private Optional<Long> minutes(Segment sch) {
        return Stream.of(
                        Optional.of(new Length(sch.text(9), sch.text(10))),
                        draft.message().first("AIS").map(one -> new Length(one.text(7), one.text(8))))
                .flatMap(Optional::stream)
                .map(Length::minutes)
                .flatMap(Optional::stream)
                .findFirst();
    }

    private record Length(String number, String unit) {

        Optional<Long> minutes() {
            boolean isMinutes = unit.isEmpty() || unit.toLowerCase(Locale.ROOT).startsWith("min") || unit.equals("M");
            return isMinutes && number.matches("[1-9][0-9]{0,4}")
                    ? Optional.of(Long.valueOf(number))
                    : Optional.empty();
        }
    }

    private void participants(ObjectNode appointment) {
        ArrayNode participants = appointment.putArray("participant");
        participant(participants, draft.subject());
        Types types = draft.types();
        people("AIP", value -> types.person(value, "Practitioner")).forEach(one -> participant(participants, one));
        people("AIL", value -> Types.place(value).map(place -> place.put("type", "Location")))
                .forEach(one -> participant(participants, one));
    }

    private Stream<ObjectNode> people(String name, Function<Value, Optional<ObjectNode>> read) {
        return draft.message().all(name).stream()
                .flatMap(segment -> segment.all(3).stream())
                .map(read)
                .flatMap(Optional::stream)
                .distinct();
    }

    private static void participant(ArrayNode participants, ObjectNode actor) {
        ObjectNode participant = participants.addObject();
        participant.set("actor", actor);
        participant.put("status", "accepted");
    }
}
