package care.weald.record.item;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A part of a resource (FHIR R4 search, 3.1.1.5.8 and 3.1.1.5.9): elements at the top, always with type, id, meta and
 * what R4 wants to be there, and marked as a part. It is taken from what the caller's level shows.
 */
public record Subset(Kind kind, Set<String> elements) {

    /** All of it. */
    public static final Subset WHOLE = new Subset(Kind.WHOLE, Set.of());

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Set<String> ALWAYS = Set.of("resourceType", "id", "meta");
    private static final String TAG_SYSTEM = "http://terminology.hl7.org/CodeSystem/v3-ObservationValue";
    private static final String SUBSETTED = "SUBSETTED";

    /** Which part. */
    public enum Kind {
        WHOLE,
        SUMMARY,
        TEXT,
        DATA,
        ELEMENTS
    }

    public Subset {
        elements = Set.copyOf(elements);
    }

    /** The subset of a {@code _summary}; {@code count} and what is empty are the whole. */
    public static Subset summary(String value) {
        return switch (value) {
            case "true" -> new Subset(Kind.SUMMARY, Set.of());
            case "text" -> new Subset(Kind.TEXT, Set.of());
            case "data" -> new Subset(Kind.DATA, Set.of());
            default -> WHOLE;
        };
    }

    /** The subset of an {@code _elements}; empty when the type has no such element. */
    public static Optional<Subset> elements(String type, List<String> names) {
        return names.stream().allMatch(name -> ElementTable.R4.has(type, name))
                ? Optional.of(new Subset(Kind.ELEMENTS, Set.copyOf(names)))
                : Optional.empty();
    }

    /** Whether there is nothing to take away. */
    public boolean isWhole() {
        return kind == Kind.WHOLE;
    }

    /** Takes the part of a resource's JSON. CPU work: not for an event loop, unless it is the whole. */
    public byte[] of(String type, byte[] json) {
        if (isWhole()) {
            return json;
        }
        try {
            ObjectNode part = MAPPER.createObjectNode();
            for (Map.Entry<String, JsonNode> member : MAPPER.readTree(json).properties()) {
                if (keeps(type, member.getKey())) {
                    part.set(member.getKey(), member.getValue());
                }
            }
            mark(part);
            return MAPPER.writeValueAsBytes(part);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean keeps(String type, String member) {
        String name = member.startsWith("_") ? member.substring(1) : member;
        if (ALWAYS.contains(name)) {
            return true;
        }
        return switch (kind) {
            case WHOLE -> true;
            case DATA -> !"text".equals(name);
            case TEXT -> "text".equals(name) || ElementTable.R4.isRequired(type, name);
            case SUMMARY -> ElementTable.R4.isSummary(type, name) || ElementTable.R4.isRequired(type, name);
            case ELEMENTS -> ElementTable.R4.isNamed(type, name, elements) || ElementTable.R4.isRequired(type, name);
        };
    }

    private static void mark(ObjectNode part) {
        ObjectNode meta = part.withObject("/meta");
        for (JsonNode tag : meta.path("tag")) {
            if (SUBSETTED.equals(tag.path("code").asText())) {
                return;
            }
        }
        meta.withArray("/tag").addObject().put("system", TAG_SYSTEM).put("code", SUBSETTED);
    }
}
