package care.weald.record.feed;

import care.weald.record.category.Category;
import care.weald.record.category.Classification;
import care.weald.record.category.Classifier;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Writes a resource as it will be served: type, id and meta first, then the rest as it came. */
final class ResourceWriter {

    private static final String SUBSETTED =
            "{\"system\":\"http://terminology.hl7.org/CodeSystem/v3-ObservationValue\",\"code\":\"SUBSETTED\"}";

    private static final Map<String, byte[]> PART_METAS = new ConcurrentHashMap<>();

    private ResourceWriter() {}

    /**
     * The version that is written, which is not part of what a change is told by.
     *
     * @param at an instant as FHIR writes it
     */
    record Stamp(int version, String at, String organisation) {

        private String members() {
            return "\"versionId\":\"" + version + "\",\"lastUpdated\":\"" + at
                    + "\",\"source\":\"https://fhir.nhs.uk/Id/ods-organization-code#" + organisation + "\"";
        }
    }

    /** The members of {@code meta} that the source gave and the record keeps, with the labels of the record. */
    static ObjectNode meta(ObjectNode resource, Classification item) {
        JsonNode given = resource.path("meta");
        ObjectNode meta = plainMeta(resource);
        ArrayNode security = meta.putArray("security");
        addOwn(security, item);
        Set<String> present = new HashSet<>();
        for (JsonNode coding : given.path("security")) {
            String system = coding.path("system").asText();
            if (!Category.SYSTEM.equals(system) && !Classifier.CONFIDENTIALITY.equals(system)) {
                security.add(coding);
                present.add(system + "|" + coding.path("code").asText());
            }
        }
        item.labels().stream().sorted().forEach(label -> {
            if (!present.contains(Classifier.ACT_CODE + "|" + label)) {
                security.addObject().put("system", Classifier.ACT_CODE).put("code", label);
            }
        });
        return meta;
    }

    /** The source's own profile and tag. */
    static ObjectNode plainMeta(ObjectNode resource) {
        ObjectNode meta = resource.objectNode();
        for (String name : List.of("profile", "tag")) {
            if (resource.path("meta").has(name)) {
                meta.set(name, resource.get("meta").get(name));
            }
        }
        return meta;
    }

    private static void addOwn(ArrayNode security, Classification item) {
        security.addObject()
                .put("system", Classifier.CONFIDENTIALITY)
                .put("code", String.valueOf(item.confidentiality()));
        security.addObject()
                .put("system", Category.SYSTEM)
                .put("code", item.category().code())
                .put("display", item.category().title());
    }

    /** Every label of a {@code meta}, as {@code system|code} and as code. */
    static List<String> labels(ObjectNode meta) {
        List<String> labels = new ArrayList<>();
        for (JsonNode coding : meta.path("security")) {
            labels.add(
                    coding.path("system").asText() + "|" + coding.path("code").asText());
            labels.add(coding.path("code").asText());
        }
        return labels;
    }

    /** The bytes of {@code rest} without type, id and meta. */
    static byte[] rest(ObjectNode resource) {
        resource.remove(List.of("resourceType", "id", "meta"));
        return bytes(resource);
    }

    /** A whole resource from its parts. */
    static byte[] whole(String type, String id, Stamp stamp, byte[] meta, byte[] rest) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(rest.length + meta.length + 300);
        out.writeBytes(ascii("{\"resourceType\":\"" + type + "\",\"id\":\"" + id + "\",\"meta\":{" + stamp.members()));
        append(out, meta);
        out.write('}');
        append(out, rest);
        out.write('}');
        return out.toByteArray();
    }

    /** A resource of which not everything is shown: its {@code meta} tells category and confidentiality, no more. */
    static byte[] part(String type, String id, Stamp stamp, Classification item, ObjectNode shown) {
        byte[] meta = PART_METAS.computeIfAbsent(item.category().code() + item.confidentiality(), key -> {
            ArrayNode security = shown.arrayNode();
            addOwn(security, item);
            return ("{\"security\":" + security + ",\"tag\":[" + SUBSETTED + "]}").getBytes(StandardCharsets.UTF_8);
        });
        return whole(type, id, stamp, meta, bytes(shown));
    }

    private static void append(ByteArrayOutputStream out, byte[] object) {
        if (object.length > 2) {
            out.write(',');
            out.write(object, 1, object.length - 2);
        }
    }

    static byte[] bytes(ObjectNode node) {
        try {
            return Json.MAPPER.writeValueAsBytes(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
