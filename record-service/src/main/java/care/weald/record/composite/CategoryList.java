package care.weald.record.composite;

import care.weald.record.category.Category;
import care.weald.record.composite.CompositeRepository.Mention;
import care.weald.record.item.ItemId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/** The List of one category in a record (capabilities.md, R1), with what is said of it besides its items (R8). */
record CategoryList(Category category, UUID person, Instant at, List<Mention> mentions, Telling telling) {

    private static final String WARNING =
            "https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-ListWarningCode";

    private static final String HEADINGS = "https://fhir.hl7.org.uk/CodeSystem/UKCore-RecordStandardHeadings";

    CategoryList {
        mentions = List.copyOf(mentions);
    }

    /** Its id: the same each time for this person and category. */
    UUID id() {
        return ItemId.named("List|" + category.code() + "|" + person);
    }

    /** As a FHIR List. Everything in it is a code or an id of ours, so nothing needs escaping. */
    byte[] toJson() {
        StringBuilder json = new StringBuilder(400 + mentions.size() * 100);
        json.append("{\"resourceType\":\"List\",\"id\":\"").append(id()).append("\",\"meta\":{\"security\":[");
        coding(json, Category.SYSTEM, category.code());
        json.append("]},");
        extensions(json);
        json.append("\"status\":\"current\",\"mode\":\"snapshot\",\"title\":\"").append(category.title());
        json.append("\",\"code\":{\"coding\":[");
        coding(json, Category.SYSTEM, category.code());
        json.append(',');
        coding(json, HEADINGS, category.heading());
        json.append("]},\"subject\":{\"reference\":\"Patient/").append(person).append("\"},\"date\":\"");
        json.append(at.truncatedTo(ChronoUnit.MILLIS)).append('"');
        notes(json);
        entries(json);
        return json.append('}').toString().getBytes(StandardCharsets.UTF_8);
    }

    private void extensions(StringBuilder json) {
        if (!telling.warnings().isEmpty()) {
            json.append(telling.warnings().stream()
                    .map(warning -> "{\"url\":\"" + WARNING + "\",\"valueCodeableConcept\":" + warning.concept() + "}")
                    .collect(Collectors.joining(",", "\"extension\":[", "],")));
        }
    }

    private void notes(StringBuilder json) {
        if (!telling.warnings().isEmpty()) {
            json.append(telling.warnings().stream()
                    .map(warning -> "{\"text\":\"" + warning.text() + "\"}")
                    .collect(Collectors.joining(",", ",\"note\":[", "]")));
        }
    }

    private void entries(StringBuilder json) {
        if (category == Category.CAT_01) {
            json.append(",\"entry\":[{\"item\":{\"reference\":\"Patient/")
                    .append(person)
                    .append("\"}}]");
        } else if (mentions.isEmpty()) {
            telling.reason()
                    .ifPresent(reason -> json.append(",\"emptyReason\":").append(reason.json()));
        } else {
            String before = ",\"entry\":[";
            for (Mention mention : mentions) {
                json.append(before)
                        .append("{\"item\":{\"reference\":\"")
                        .append(mention.type())
                        .append('/');
                json.append(mention.id()).append("\"}}");
                before = ",";
            }
            json.append(']');
        }
    }

    private static void coding(StringBuilder json, String system, String code) {
        json.append("{\"system\":\"")
                .append(system)
                .append("\",\"code\":\"")
                .append(code)
                .append("\"}");
    }
}
