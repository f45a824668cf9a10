package care.weald.identity.patient;

import care.weald.identity.link.SourcePatientId;
import care.weald.identity.patient.PersonSources.Source;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/**
 * The people around a person as FHIR RelatedPersons, made from each source's contacts: the best source first, and of each
 * source those with a rank (UK Core ContactRank) in its order, then the rest as they stand.
 */
final class RelatedPersons {

    private static final String PROFILE = "https://fhir.hl7.org.uk/StructureDefinition/UKCore-RelatedPerson";
    private static final String RANK = "https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-ContactRank";
    private static final String ODS = "https://fhir.nhs.uk/Id/ods-organization-code";
    private static final int ID_BYTES = 16;

    private RelatedPersons() {}

    /** The searchset, how many are in it, and the organisations that they are from. */
    record Shown(ObjectNode bundle, int items, Set<String> organisations) {}

    /** What {@code levels} show of those around {@code person}; nobody when contacts are not shown. */
    static Shown of(PersonSources person, Levels levels) {
        List<ObjectNode> found = new ArrayList<>();
        Set<String> organisations = new TreeSet<>();
        if (levels.contacts() && !person.isRestricted()) {
            for (Source source : new SourceRanking(person.sources()).sources()) {
                for (JsonNode contact : ranked(source)) {
                    found.add(related(person.person(), source, contact, levels));
                    organisations.add(source.organisation());
                }
            }
        }
        return new Shown(bundle(found), found.size(), organisations);
    }

    private static List<JsonNode> ranked(Source source) {
        return source.resource()
                .path("contact")
                .valueStream()
                .sorted(Comparator.comparingInt(RelatedPersons::rank))
                .toList();
    }

    private static int rank(JsonNode contact) {
        return contact.path("extension")
                .valueStream()
                .filter(extension -> extension.path("url").asText().equals(RANK))
                .mapToInt(extension -> extension.path("valuePositiveInt").asInt(Integer.MAX_VALUE))
                .findFirst()
                .orElse(Integer.MAX_VALUE);
    }

    private static ObjectNode related(UUID person, Source source, JsonNode contact, Levels levels) {
        ObjectNode related = JsonNodeFactory.instance.objectNode().put("resourceType", "RelatedPerson");
        String text = source.id() + contact.toString();
        related.put(
                "id",
                HexFormat.of().formatHex(SourcePatientId.sha256(text.getBytes(StandardCharsets.UTF_8)), 0, ID_BYTES));
        ObjectNode meta = related.putObject("meta");
        meta.put("source", ODS + "/" + source.organisation());
        meta.putArray("profile").add(PROFILE);
        int rank = rank(contact);
        if (rank != Integer.MAX_VALUE) {
            related.putArray("extension").addObject().put("url", RANK).put("valuePositiveInt", rank);
        }
        related.put("active", source.active());
        related.putObject("patient").put("reference", "Patient/" + person);
        JsonNode shown = levels.contactNames() ? contact : Contacts.key(contact);
        copy(shown, "relationship", related);
        if (shown.has("name")) {
            related.putArray("name").add(shown.get("name"));
        }
        copy(shown, "telecom", related);
        copy(shown, "gender", related);
        if (shown.has("address")) {
            related.putArray("address").add(shown.get("address"));
        }
        copy(shown, "period", related);
        return related;
    }

    private static void copy(JsonNode from, String element, ObjectNode to) {
        if (from.has(element)) {
            to.set(element, from.get(element));
        }
    }

    private static ObjectNode bundle(List<ObjectNode> found) {
        ObjectNode bundle = JsonNodeFactory.instance
                .objectNode()
                .put("resourceType", "Bundle")
                .put("type", "searchset")
                .put("total", found.size());
        if (!found.isEmpty()) {
            ArrayNode entries = bundle.putArray("entry");
            found.forEach(related -> {
                ObjectNode entry = entries.addObject();
                entry.set("resource", related);
                entry.putObject("search").put("mode", "match");
            });
        }
        return bundle;
    }
}
