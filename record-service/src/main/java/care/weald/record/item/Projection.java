package care.weald.record.item;

import care.weald.record.category.ItemType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What is shown of an item at the levels below full (tokens.md, Permit). Only what is named here is copied: an element
 * that nobody thought of is not shown.
 *
 * <p>Search by {@code code} and {@code category} MUST match at level K only what {@link #keyFacts} shows, and never at
 * level A.
 */
public final class Projection {

    /** The one reference parameter whose element {@link #keyFacts} shows. */
    public static final String KEY_REFERENCE = "medication";

    private static final Set<String> KEY_CODES = Set.of("status", "intent", "docStatus", "criticality", "active");
    private static final Set<String> KEY_CONCEPTS = Set.of(
            "category",
            "class",
            "clinicalStatus",
            "code",
            "medicationCodeableConcept",
            "type",
            "vaccineCode",
            "verificationStatus");
    private static final Set<String> KEY_DATES = Set.of(
            "abatementDateTime",
            "abatementPeriod",
            "authored",
            "authoredOn",
            "created",
            "date",
            "dateAsserted",
            "end",
            "issued",
            "onsetDateTime",
            "onsetPeriod",
            "period",
            "recorded",
            "recordedDate",
            "start");
    /** Which organisation cares, or which study it is: references to the directory, without their text. */
    private static final Set<String> KEY_REFERENCES =
            Set.of("managingOrganization", "medicationReference", "serviceProvider", "study");

    private static final Set<String> PROVIDERS = Set.of("managingOrganization", "serviceProvider");
    private static final List<String> CODING = List.of("system", "version", "code", "display");

    private Projection() {}

    /**
     * Level K: existence, codes, status, dates, category, criticality, which organisation. No free text, no values, no
     * people.
     */
    public static void keyFacts(ItemType type, ObjectNode from, ObjectNode to) {
        for (Map.Entry<String, JsonNode> member : from.properties()) {
            String name = member.getKey();
            JsonNode value = member.getValue();
            if (KEY_CODES.contains(name) && value.isValueNode()) {
                to.set(name, value);
            } else if (KEY_CONCEPTS.contains(name)
                    || type.codes().contains(name)
                    || type.categories().contains(name)) {
                concept(name, value, to);
            } else if (KEY_DATES.contains(name) || type.dateElements().contains(name)) {
                date(name, value, to);
            } else if (KEY_REFERENCES.contains(name)) {
                references(name, value, List.of("reference", "type"), to);
            }
        }
        subject(type, from, to);
    }

    /** Level A: status, class, dates, service provider and place. No codes, no reasons. */
    public static void administrative(ItemType type, ObjectNode from, ObjectNode to) {
        for (Map.Entry<String, JsonNode> member : from.properties()) {
            String name = member.getKey();
            JsonNode value = member.getValue();
            if ("status".equals(name) && value.isValueNode()) {
                to.set(name, value);
            } else if ("class".equals(name)) {
                concept(name, value, to);
            } else if (type.dateElements().contains(name)) {
                date(name, value, to);
            } else if (PROVIDERS.contains(name)) {
                references(name, value, List.of("reference", "type", "display"), to);
            } else if ("location".equals(name) && "Encounter".equals(type.name())) {
                ArrayNode places = to.putArray(name);
                value.forEach(place -> places.addObject()
                        .set("location", reference(place.path("location"), List.of("reference", "type", "display"))));
            }
        }
        subject(type, from, to);
    }

    private static void concept(String name, JsonNode value, ObjectNode to) {
        if (value.isArray()) {
            ArrayNode array = to.arrayNode();
            value.forEach(one -> {
                JsonNode shown = shown(one, to);
                if (!shown.isEmpty() || shown.isTextual()) {
                    array.add(shown);
                }
            });
            if (!array.isEmpty()) {
                to.set(name, array);
            }
        } else {
            JsonNode shown = shown(value, to);
            if (!shown.isEmpty() || shown.isTextual()) {
                to.set(name, shown);
            }
        }
    }

    /** A code, a Coding or the codings of a CodeableConcept, without text and extensions. */
    private static JsonNode shown(JsonNode value, ObjectNode to) {
        if (value.isTextual()) {
            return value;
        }
        if (!value.has("coding")) {
            return coding(value, to.objectNode());
        }
        ObjectNode concept = to.objectNode();
        ArrayNode codings = concept.putArray("coding");
        value.get("coding").forEach(one -> {
            ObjectNode coding = coding(one, to.objectNode());
            if (!coding.isEmpty()) {
                codings.add(coding);
            }
        });
        return codings.isEmpty() ? to.objectNode() : concept;
    }

    private static ObjectNode coding(JsonNode from, ObjectNode to) {
        if (from.path("code").isTextual()) {
            for (String name : CODING) {
                if (from.path(name).isTextual()) {
                    to.set(name, from.get(name));
                }
            }
        }
        return to;
    }

    private static void date(String name, JsonNode value, ObjectNode to) {
        if (value.isTextual()) {
            to.set(name, value);
        } else if (value.isObject()) {
            ObjectNode period = to.objectNode();
            for (String end : List.of("start", "end")) {
                if (value.path(end).isTextual()) {
                    period.set(end, value.get(end));
                }
            }
            if (!period.isEmpty()) {
                to.set(name, period);
            }
        }
    }

    private static void references(String name, JsonNode value, List<String> members, ObjectNode to) {
        ArrayNode shown = to.arrayNode();
        for (JsonNode one : value.isArray() ? value : List.of(value)) {
            ObjectNode reference = reference(one, members);
            if (!reference.isEmpty()) {
                shown.add(reference);
            }
        }
        if (!shown.isEmpty()) {
            to.set(name, value.isArray() ? shown : shown.get(0));
        }
    }

    /** These members of a Reference, and the identifier that stands for what the record does not have. */
    private static ObjectNode reference(JsonNode from, List<String> members) {
        ObjectNode to = JsonNodeFactory.instance.objectNode();
        for (String member : members) {
            if (from.path(member).isTextual()) {
                to.set(member, from.get(member));
            }
        }
        for (String member : List.of("system", "value")) {
            if (from.path("identifier").path(member).isTextual()) {
                to.withObject("/identifier").set(member, from.get("identifier").get(member));
            }
        }
        return to;
    }

    private static void subject(ItemType type, ObjectNode from, ObjectNode to) {
        if (type.subject().size() == 1) {
            to.putObject(type.subject().getFirst()).put("reference", StoredBytes.SUBJECT);
            return;
        }
        for (JsonNode one : from.path(type.subject().getFirst())) {
            if (StoredBytes.SUBJECT.equals(
                    one.path(type.subject().get(1)).path("reference").asText())) {
                ObjectNode participant = to.putArray(type.subject().getFirst()).addObject();
                participant.putObject(type.subject().get(1)).put("reference", StoredBytes.SUBJECT);
                if (one.has("status")) {
                    participant.set("status", one.get("status"));
                }
                return;
            }
        }
    }
}
