package care.weald.record.item;

import care.weald.record.category.ItemType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
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
    private static final List<String> CODING = List.of("system", "version", "code", "display");

    private Projection() {}

    /** Level K: existence, codes, status, dates, category, criticality. No free text, no values, no people. */
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
            } else if ("medicationReference".equals(name)
                    && value.path("reference").isTextual()) {
                to.putObject(name).set("reference", value.get("reference"));
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
            } else if ("serviceProvider".equals(name) && value.isObject()) {
                reference(value, to.putObject(name));
            } else if ("location".equals(name) && "Encounter".equals(type.name())) {
                ArrayNode places = to.putArray(name);
                value.forEach(place ->
                        reference(place.path("location"), places.addObject().putObject("location")));
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

    private static void reference(JsonNode from, ObjectNode to) {
        for (String name : List.of("reference", "type", "display")) {
            if (from.path(name).isTextual()) {
                to.set(name, from.get(name));
            }
        }
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
