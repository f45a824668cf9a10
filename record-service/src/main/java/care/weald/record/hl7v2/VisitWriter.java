package care.weald.record.hl7v2;

import care.weald.record.hl7v2.Refusal.Flaw;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** PV1 and PV2 as an Encounter: each event replaces what the visit was before, so the newest message is the visit. */
final class VisitWriter {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final String ACT = "http://terminology.hl7.org/CodeSystem/v3-ActCode";
    private static final String PARTICIPATION = "http://terminology.hl7.org/CodeSystem/v3-ParticipationType";
    private static final Map<String, String> CLASSES =
            Map.of("I", "IMP", "B", "IMP", "O", "AMB", "R", "AMB", "E", "EMER", "P", "PRENC", "D", "SS");
    private static final Map<Integer, String> PEOPLE = Map.of(7, "ATND", 8, "REF", 9, "CON", 17, "ADM");
    private static final Set<String> VISIT_EVENTS = Set.of("A01", "A02", "A03", "A04", "A05", "A11", "A12", "A13");

    private final Draft draft;

    VisitWriter(Draft draft) {
        this.draft = draft;
    }

    /** What identifies the visit of {@code pv1}: its number, or when it began; empty when nothing does. */
    private Optional<String> key(Segment pv1) {
        return Stream.of(19, 50)
                .map(field -> draft.types().identifier(pv1.field(field), 4))
                .flatMap(Optional::stream)
                .map(number -> number.path("system").asText() + "|"
                        + number.path("value").asText())
                .findFirst()
                .or(() -> Moments.dateTime(pv1.field(44)).map(begun -> draft.patientKey() + "|" + begun));
    }

    /** Adds the visit when the event is about one; the answer refers to it. */
    Optional<ObjectNode> write() {
        Optional<Segment> pv1 = draft.message().first("PV1");
        boolean isWanted = VISIT_EVENTS.contains(draft.message().event());
        Optional<String> key = pv1.flatMap(this::key);
        boolean isVisit = pv1.map(one -> !one.text(2).equals("N")).orElse(false);
        if (isWanted && (!isVisit || key.isEmpty())) {
            throw Refusal.faulty(
                    Flaw.MISSING,
                    pv1.isEmpty() ? "PV1" : "PV1-19",
                    "Without a visit number or the time of admission the visit is not known again");
        }
        boolean isUpdate = draft.message().event().equals("A08") && isVisit && key.isPresent();
        return isWanted || isUpdate
                ? draft.put(encounter(pv1.orElseThrow()), key.orElseThrow(), pv1.orElseThrow())
                : Optional.empty();
    }

    /** What another message says of the visit it belongs to: its number, as a name and no link. */
    Optional<ObjectNode> mentioned() {
        return draft.message()
                .first("PV1")
                .flatMap(pv1 -> draft.types().identifier(pv1.field(19), 4))
                .map(number -> {
                    ObjectNode reference = JSON.objectNode().put("type", "Encounter");
                    reference.set("identifier", number);
                    return reference;
                });
    }

    private ObjectNode encounter(Segment pv1) {
        Optional<Segment> pv2 = draft.message().first("PV2");
        boolean isProtected = pv2.map(one -> one.text(22).equals("Y")).orElse(false);
        ObjectNode encounter = draft.resource("Encounter", isProtected);
        draft.types()
                .identifier(pv1.field(19), 4)
                .ifPresent(number -> encounter.putArray("identifier").add(number));
        encounter.put("status", status(pv1));
        encounter.set("class", visitClass(pv1.text(2)));
        draft.types()
                .concept(pv1.field(4), Systems.table("0007"))
                .ifPresent(type -> encounter.putArray("type").add(type));
        Types.set(encounter, "serviceType", draft.types().concept(pv1.field(10), Systems.table("0069")));
        encounter.set("subject", draft.subject());
        participants(encounter, pv1);
        period(encounter, pv1);
        pv2.flatMap(one -> draft.types().concept(one.field(3)))
                .ifPresent(reason -> encounter.putArray("reasonCode").add(reason));
        hospitalisation(encounter, pv1);
        locations(encounter, pv1);
        return encounter;
    }

    private String status(Segment pv1) {
        return switch (draft.message().event()) {
            case "A03" -> "finished";
            case "A05" -> "planned";
            case "A11" -> "cancelled";
            case "A08" -> !pv1.field(45).isEmpty() ? "finished" : pv1.text(2).equals("P") ? "planned" : "in-progress";
            default -> "in-progress";
        };
    }

    private static ObjectNode visitClass(String code) {
        String known = CLASSES.getOrDefault(code, "");
        ObjectNode coding = JSON.objectNode();
        if (known.isEmpty()) {
            return code.isEmpty() || code.contains("  ")
                    ? coding.put("system", "http://terminology.hl7.org/CodeSystem/v3-NullFlavor")
                            .put("code", "UNK")
                    : coding.put("system", Systems.table("0004")).put("code", code);
        }
        return coding.put("system", ACT).put("code", known);
    }

    private void participants(ObjectNode encounter, Segment pv1) {
        ArrayNode participants = JSON.arrayNode();
        Stream.of(7, 8, 9, 17)
                .forEach(field -> pv1.all(field).stream()
                        .map(value -> draft.types().person(value, "Practitioner"))
                        .flatMap(Optional::stream)
                        .forEach(person -> {
                            ObjectNode participant = participants.addObject();
                            participant
                                    .putArray("type")
                                    .addObject()
                                    .putArray("coding")
                                    .addObject()
                                    .put("system", PARTICIPATION)
                                    .put("code", PEOPLE.getOrDefault(field, "PART"));
                            participant.set("individual", person);
                        }));
        if (!participants.isEmpty()) {
            encounter.set("participant", participants);
        }
    }

    /** A discharge that was cancelled has no end, whatever PV1-45 still says. */
    private void period(ObjectNode encounter, Segment pv1) {
        ObjectNode period = JSON.objectNode();
        Moments.dateTime(pv1.field(44)).ifPresent(start -> period.put("start", start));
        if (!draft.message().event().equals("A13")) {
            Moments.dateTime(pv1.field(45)).ifPresent(end -> period.put("end", end));
        }
        if (!period.isEmpty()) {
            encounter.set("period", period);
        }
    }

    private void hospitalisation(ObjectNode encounter, Segment pv1) {
        ObjectNode stay = JSON.objectNode();
        Types.set(stay, "admitSource", draft.types().concept(pv1.field(14), Systems.table("0023")));
        Types.set(stay, "dischargeDisposition", draft.types().concept(pv1.field(36), Systems.table("0112")));
        if (!stay.isEmpty()) {
            encounter.set("hospitalization", stay);
        }
    }

    private static void locations(ObjectNode encounter, Segment pv1) {
        ArrayNode locations = JSON.arrayNode();
        Types.place(pv1.field(3))
                .ifPresent(
                        place -> locations.addObject().put("status", "active").set("location", place));
        Types.place(pv1.field(6))
                .ifPresent(place ->
                        locations.addObject().put("status", "completed").set("location", place));
        if (!locations.isEmpty()) {
            encounter.set("location", locations);
        }
    }
}
