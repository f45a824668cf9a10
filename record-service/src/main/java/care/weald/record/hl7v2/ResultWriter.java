package care.weald.record.hl7v2;

import care.weald.record.hl7v2.Refusal.Flaw;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** ORU R01: each OBR with its OBX as a DiagnosticReport with its Observations. */
final class ResultWriter {

    private static final String HL7 = "http://terminology.hl7.org/CodeSystem/";
    private static final Map<String, String> REPORTS = Map.of(
            "F",
            "final",
            "C",
            "corrected",
            "P",
            "preliminary",
            "A",
            "partial",
            "R",
            "partial",
            "S",
            "registered",
            "I",
            "registered",
            "O",
            "registered",
            "X",
            "cancelled");
    private static final Map<String, String> RESULTS = Map.ofEntries(
            Map.entry("F", "final"),
            Map.entry("U", "final"),
            Map.entry("C", "corrected"),
            Map.entry("P", "preliminary"),
            Map.entry("R", "preliminary"),
            Map.entry("S", "preliminary"),
            Map.entry("B", "preliminary"),
            Map.entry("I", "registered"),
            Map.entry("O", "registered"),
            Map.entry("X", "cancelled"),
            Map.entry("N", "cancelled"),
            Map.entry("D", "entered-in-error"),
            Map.entry("W", "entered-in-error"));
    private static final Set<String> IMAGING =
            Set.of("RAD", "RX", "RUS", "RT", "CT", "NMR", "NMS", "XRC", "MR", "US", "CUS", "VUS", "PET");

    private final Draft draft;
    private final Optional<ObjectNode> visit;

    ResultWriter(Draft draft, Optional<ObjectNode> visit) {
        this.draft = draft;
        this.visit = visit;
    }

    /** One order with what belongs to it. */
    private record Order(Segment obr, Optional<Segment> orc, List<Segment> notes, List<Result> results) {}

    private record Result(Segment obx, List<Segment> notes) {}

    /** Adds every report. */
    void write() {
        List<Order> orders = orders();
        if (orders.isEmpty()) {
            throw Refusal.faulty(Flaw.MISSING, "OBR", "A message of results has at least one segment OBR");
        }
        orders.forEach(this::report);
    }

    private List<Order> orders() {
        List<Order> orders = new ArrayList<>();
        Optional<Segment> orc = Optional.empty();
        for (Segment segment : draft.message().segments()) {
            switch (segment.name()) {
                case "ORC" -> orc = Optional.of(segment);
                case "OBR" -> {
                    orders.add(new Order(segment, orc, new ArrayList<>(), new ArrayList<>()));
                    orc = Optional.empty();
                }
                case "OBX" -> {
                    if (!orders.isEmpty()) {
                        orders.getLast().results().add(new Result(segment, new ArrayList<>()));
                    }
                }
                case "NTE" -> note(orders, segment);
                default -> {}
            }
        }
        return orders;
    }

    private static void note(List<Order> orders, Segment note) {
        if (!orders.isEmpty()) {
            Order order = orders.getLast();
            (order.results().isEmpty()
                            ? order.notes()
                            : order.results().getLast().notes())
                    .add(note);
        }
    }

    private void report(Order order) {
        Segment obr = order.obr();
        Optional<ObjectNode> placer = number(obr, order.orc(), 2);
        Optional<ObjectNode> filler = number(obr, order.orc(), 3);
        ObjectNode code = draft.types()
                .concept(obr.required(4, "What was examined"))
                .orElseThrow(() -> Refusal.faulty(Flaw.MISSING, obr.place(4), "What was examined is missing"));
        String key = filler.or(() -> placer)
                        .map(one -> one.path("system").asText() + "|"
                                + one.path("value").asText())
                        .orElseThrow(() -> Refusal.faulty(
                                Flaw.MISSING, obr.place(3), "Without an order number the report is not known again"))
                + "|" + obr.text(4);
        ObjectNode report = draft.resource("DiagnosticReport", false);
        Types.list(
                report,
                "identifier",
                Stream.of(filler, placer).flatMap(Optional::stream).toList());
        report.put("status", REPORTS.getOrDefault(obr.text(25), "unknown"));
        report.putArray("category").add(section(obr));
        report.set("code", code);
        report.set("subject", draft.subject());
        Types.set(report, "encounter", visit);
        Moments.dateTime(obr.field(7)).ifPresent(when -> report.put("effectiveDateTime", when));
        Moments.moment(obr.field(22)).ifPresent(when -> report.put("issued", Moments.instant(when)));
        results(report, order, key);
        Types.put(report, "conclusion", words(order.notes()));
        draft.add(report, key, obr);
    }

    private Optional<ObjectNode> number(Segment obr, Optional<Segment> orc, int field) {
        return draft.types()
                .entity(obr.field(field))
                .or(() -> orc.flatMap(one -> draft.types().entity(one.field(field))));
    }

    private ObjectNode section(Segment obr) {
        String code = obr.text(24).isEmpty() ? "LAB" : obr.text(24);
        return coded(Systems.table("0074"), code.contains("  ") ? "OTH" : code);
    }

    private void results(ObjectNode report, Order order, String key) {
        ArrayNode results = report.arrayNode();
        List<ObjectNode> forms = new ArrayList<>();
        for (Result result : order.results()) {
            Optional<ObjectNode> attachment = Attachments.of(result.obx());
            if (attachment.isPresent()) {
                forms.add(attachment.get());
            } else if (!Attachments.isOne(result.obx())) {
                observation(order, result, key).ifPresent(results::add);
            }
        }
        if (!results.isEmpty()) {
            report.set("result", results);
        }
        Types.list(report, "presentedForm", forms);
    }

    private Optional<ObjectNode> observation(Order order, Result result, String key) {
        Segment obx = result.obx();
        ObjectNode code = draft.types()
                .concept(obx.required(3, "What was observed"))
                .orElseThrow(() -> Refusal.faulty(Flaw.MISSING, obx.place(3), "What was observed is missing"));
        ObjectNode observation = draft.resource("Observation", false);
        observation.put("status", RESULTS.getOrDefault(obx.text(11), "unknown"));
        boolean isImage = IMAGING.contains(order.obr().text(24));
        observation.putArray("category").add(coded(HL7 + "observation-category", isImage ? "imaging" : "laboratory"));
        observation.set("code", code);
        observation.set("subject", draft.subject());
        Types.set(observation, "encounter", visit);
        Moments.dateTime(obx.field(14))
                .or(() -> Moments.dateTime(order.obr().field(7)))
                .ifPresent(when -> observation.put("effectiveDateTime", when));
        ResultValue value = new ResultValue(draft.types(), obx);
        value.set(observation);
        Types.list(
                observation,
                "interpretation",
                obx.all(8).stream()
                        .map(flag -> draft.types().concept(flag, HL7 + "v3-ObservationInterpretation"))
                        .flatMap(Optional::stream)
                        .toList());
        value.range(observation)
                .ifPresent(range -> observation.putArray("referenceRange").add(range));
        String words = words(result.notes());
        if (!words.isEmpty()) {
            observation.putArray("note").addObject().put("text", words);
        }
        return draft.put(observation, observationKey(obx, key), obx);
    }

    /** The same code may come several times, by OBX-4 or without any difference but its place. */
    private static String observationKey(Segment obx, String key) {
        String sub = obx.text(4).isEmpty() ? obx.text(1) : obx.text(4);
        return key + "|" + obx.text(3) + "|" + obx.field(3).text(2) + "|" + sub;
    }

    private static String words(List<Segment> notes) {
        return notes.stream()
                .flatMap(note -> note.all(3).stream())
                .map(Value::whole)
                .map(String::strip)
                .collect(Collectors.joining("\n"))
                .strip();
    }

    private ObjectNode coded(String system, String code) {
        ObjectNode concept = draft.subject().objectNode();
        concept.putArray("coding").addObject().put("system", system).put("code", code);
        return concept;
    }
}
