package care.weald.record.summary;

import care.weald.record.summary.Consolidation.Group;
import care.weald.record.summary.Narrative.Cell;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** The rows that a reader sees of a section: what, when and from whom. */
final class Tables {

    private Tables() {}

    /** A table's headings and rows. */
    record Table(List<String> headings, List<List<Cell>> rows) {

        Table {
            headings = List.copyOf(headings);
            rows = List.copyOf(rows);
        }
    }

    /** Medicines, a row for each of one dose, with every source. */
    static Table medicines(List<Group<Medicine>> groups) {
        List<List<Cell>> rows = new ArrayList<>();
        for (Group<Medicine> group : groups) {
            Medicine first = group.first();
            rows.add(List.of(
                    Cell.of(named(Words.concept(first.concept()))),
                    Cell.of(first.dose().words()),
                    new Cell(group.members().stream().map(Tables::said).toList())));
        }
        return new Table(List.of("Medicine", "Dose", "Recorded by"), rows);
    }

    private static String said(Medicine medicine) {
        JsonNode content = medicine.entry().content();
        String status = content.path("status").asText("");
        return Words.joined(
                ", ",
                medicine.current()
                        ? ("active".equals(status) ? "current" : "current (" + Words.code(status) + ")")
                        : "active".equals(status) ? "ended" : Words.code(status),
                medicine.repeat() ? "repeat" : "",
                Words.when(content, "authoredOn", "effectivePeriod", "effectiveDateTime", "dateAsserted"),
                medicine.entry().source());
    }

    /** Allergies, a row for each thing, with every source. */
    static Table allergies(List<Group<Entry>> groups) {
        List<List<Cell>> rows = new ArrayList<>();
        for (Group<Entry> group : groups) {
            JsonNode first = group.first().content();
            rows.add(List.of(
                    Cell.of(named(Words.concept(first.path("code")))),
                    new Cell(group.members().stream().map(Tables::said).toList())));
        }
        return new Table(List.of("Allergy or intolerance", "Recorded by"), rows);
    }

    private static String said(Entry allergy) {
        JsonNode content = allergy.content();
        String reactions = content.path("reaction")
                .valueStream()
                .map(reaction -> Words.joined(
                        " ",
                        Words.concept(reaction.path("manifestation")),
                        reaction.has("severity") ? "(" + Words.concept(reaction.get("severity")) + ")" : "",
                        reaction.path("description").asText("")))
                .filter(text -> !text.isEmpty())
                .reduce((one, other) -> one + "; " + other)
                .orElse("");
        return Words.joined(
                ", ",
                Words.status(content.path("clinicalStatus")),
                Words.status(content.path("verificationStatus")),
                Words.labelled(
                        "criticality", Words.code(content.path("criticality").asText(""))),
                Words.labelled("reaction:", reactions),
                Words.labelled("recorded", Words.when(content, "recordedDate")),
                Words.labelled("last occurred", Words.when(content, "lastOccurrence")),
                allergy.source());
    }

    /** Any other section. {@code parts} are the items that reports refer to, by reference. */
    static Table of(Section section, List<Entry> entries, Map<String, Entry> parts) {
        return new Table(
                headings(section),
                entries.stream().map(entry -> row(section, entry, parts)).toList());
    }

    private static List<String> headings(Section section) {
        return switch (section) {
            case ALERTS -> List.of("Alert", "Since", "Source");
            case PROBLEMS, PAST_PROBLEMS -> List.of("Problem", "Status", "From", "Recorded", "Source");
            case IMMUNISATIONS -> List.of("Vaccine", "Given", "Source");
            case PROCEDURES -> List.of("Procedure", "Performed", "Outcome", "Source");
            case DEVICES -> List.of("Device", "Details", "Source");
            case ENCOUNTERS -> List.of("What", "When", "Status", "Source");
            case ADVANCE_DIRECTIVES, PLAN_OF_CARE -> List.of("What", "Date", "Details", "Source");
            default -> List.of("What", "Result", "When", "Source");
        };
    }

    private static List<Cell> row(Section section, Entry entry, Map<String, Entry> parts) {
        JsonNode content = entry.content();
        String what = named(Words.first(content, "code", "vaccineCode", "type", "category", "class", "serviceType"));
        List<Cell> cells = switch (section) {
            case ALERTS -> cells(what, Words.when(content, "period"));
            case PROBLEMS, PAST_PROBLEMS -> problem(what, content);
            case IMMUNISATIONS -> cells(what, Words.when(content, "occurrenceDateTime", "occurrenceString"));
            case PROCEDURES -> procedure(what, content);
            case DEVICES -> device(content);
            case ENCOUNTERS -> encounter(content);
            case ADVANCE_DIRECTIVES, PLAN_OF_CARE -> pointer(what, content);
            default -> result(what, content, parts);
        };
        return Stream.concat(cells.stream(), Stream.of(Cell.of(entry.source()))).toList();
    }

    private static List<Cell> problem(String what, JsonNode content) {
        return cells(
                what,
                status(content),
                Words.when(content, "onsetDateTime", "onsetPeriod"),
                Words.when(content, "recordedDate"));
    }

    private static List<Cell> procedure(String what, JsonNode content) {
        return cells(
                what,
                Words.when(content, "performedDateTime", "performedPeriod"),
                Words.concept(content.path("outcome")));
    }

    private static List<Cell> pointer(String what, JsonNode content) {
        return cells(
                what,
                Words.when(content, "date", "dateTime", "period", "effectiveDateTime", "created"),
                Words.first(content, "title", "description", "valueCodeableConcept", "valueString", "status"));
    }

    private static List<Cell> cells(String... texts) {
        return Stream.of(texts).map(Cell::of).toList();
    }

    private static String named(String name) {
        return name.isEmpty() ? "Not named" : name;
    }

    private static String status(JsonNode condition) {
        return Words.joined(
                ", ",
                Words.status(condition.path("clinicalStatus")),
                Words.status(condition.path("verificationStatus")));
    }

    private static List<Cell> device(JsonNode device) {
        String name = device.path("deviceName").path(0).path("name").asText("");
        String type = Words.concept(device.path("type"));
        return cells(
                named(name.isEmpty() ? type : name),
                Words.joined(", ", type, device.path("manufacturer").asText("")));
    }

    private static List<Cell> encounter(JsonNode content) {
        boolean appointment = content.has("start")
                || "Appointment".equals(content.path("resourceType").asText());
        String what = Words.first(content, "type", "serviceType", "appointmentType", "class");
        String when = content.has("start") ? Words.time(content.get("start").asText()) : Words.when(content, "period");
        String place = content.path("serviceProvider").path("display").asText("");
        return cells(
                Words.joined(": ", appointment ? "Appointment" : "Encounter", Words.joined(", ", what, place)),
                when,
                Words.code(content.path("status").asText("")));
    }

    private static List<Cell> result(String what, JsonNode content, Map<String, Entry> parts) {
        List<String> lines = new ArrayList<>();
        lines.add(Words.joined(
                "; ", Measured.of(content), content.path("conclusion").asText("")));
        for (String element : List.of("result", "hasMember")) {
            content.path(element)
                    .valueStream()
                    .map(reference -> parts.get(reference.path("reference").asText("")))
                    .filter(Objects::nonNull)
                    .map(part -> Measured.named(part.content()))
                    .forEach(lines::add);
        }
        String when = Stream.of("effectiveDateTime", "effectiveInstant", "issued")
                .map(element -> Words.time(content.path(element).asText("")))
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElse(Words.when(content, "effectivePeriod"));
        return List.of(Cell.of(what), new Cell(lines), Cell.of(when));
    }
}
