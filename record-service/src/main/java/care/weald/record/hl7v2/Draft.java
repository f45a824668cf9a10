package care.weald.record.hl7v2;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * The transaction Bundle that a message becomes. Each entry's {@code id} is the segment that it was made of, so that a fault
 * can be told in the sender's words; the message itself is in the Bundle's {@code meta}, and so is stored with what it said.
 */
final class Draft {

    /** The system of message control ids. */
    static final String CONTROL_ID = "https://weald.care/Id/hl7v2-message-control-id";

    private static final String ORIGINAL = "https://weald.care/StructureDefinition/original-message";
    private static final String CONFIDENTIALITY = "http://terminology.hl7.org/CodeSystem/v3-Confidentiality";
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final int ID_BYTES = 16;

    private final Message message;
    private final Types types;
    private final boolean restricted;
    private final ArrayNode entries = JSON.arrayNode();
    private final Set<String> ids = new HashSet<>();
    private String patient = "";
    private String patientKey = "";

    Draft(Message message, Types types) {
        this.message = message;
        this.types = types;
        this.restricted =
                message.all("ARV").stream().anyMatch(one -> !one.text(2).equals("D"));
    }

    Message message() {
        return message;
    }

    Types types() {
        return types;
    }

    /** Which registration the message is about: {@code system|value}. */
    String patientKey() {
        return patientKey;
    }

    /** A reference to the patient of the message. */
    ObjectNode subject() {
        return JSON.objectNode().put("reference", patient);
    }

    /** {@code meta} of what the message says, restricted when the message or {@code own} says so. */
    ObjectNode meta(boolean own) {
        return labelled(JSON.objectNode().put("lastUpdated", message.instant()), own || restricted ? "R" : "");
    }

    /** {@code meta} with a confidentiality code, unless that is empty. */
    static ObjectNode labelled(ObjectNode meta, String code) {
        if (!code.isEmpty()) {
            meta.putArray("security").addObject().put("system", CONFIDENTIALITY).put("code", code);
        }
        return meta;
    }

    /** True when the message itself says that access is restricted (segment ARV). */
    boolean isRestricted() {
        return restricted;
    }

    /**
     * Adds the patient, known by {@code key}: stored as the message has it when {@code isNews}, otherwise only if nobody is
     * registered so.
     */
    void patient(ObjectNode resource, String key, boolean isNews) {
        patientKey = key;
        String query =
                "identifier=" + URLEncoder.encode(key, StandardCharsets.UTF_8).replace("+", "%20");
        patient = "urn:uuid:" + UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8));
        ObjectNode entry = entry("PID", patient, resource);
        if (isNews) {
            entry.putObject("request").put("method", "PUT").put("url", "Patient?" + query);
        } else {
            entry.putObject("request")
                    .put("method", "POST")
                    .put("url", "Patient")
                    .put("ifNoneExist", query);
        }
    }

    /** The id of the sender's thing that {@code key} names: the same whenever a message speaks of it. */
    static String id(String type, String key) {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256").digest((type + "|" + key).getBytes(StandardCharsets.UTF_8));
            return "v2-" + HexFormat.of().formatHex(hash, 0, ID_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Adds {@code resource}, which the sender knows by {@code key}, made of the segment {@code from}; empty when the message
     * has said the same thing before. The answer refers to it.
     */
    Optional<ObjectNode> put(ObjectNode resource, String key, Segment from) {
        String type = resource.path("resourceType").asText();
        String id = id(type, key);
        if (!ids.add(type + "/" + id)) {
            return Optional.empty();
        }
        resource.put("id", id);
        entry(from.place(), "urn:uuid:" + UUID.nameUUIDFromBytes(id.getBytes(StandardCharsets.UTF_8)), resource)
                .putObject("request")
                .put("method", "PUT")
                .put("url", type + "/" + id);
        return Optional.of(JSON.objectNode().put("reference", type + "/" + id));
    }

    /** The same for what nothing else refers to. */
    void add(ObjectNode resource, String key, Segment from) {
        Optional<ObjectNode> _ = put(resource, key, from);
    }

    private ObjectNode entry(String segment, String fullUrl, ObjectNode resource) {
        ObjectNode entry = entries.addObject().put("id", segment).put("fullUrl", fullUrl);
        entry.set("resource", resource);
        return entry;
    }

    /** An empty resource of {@code type} about the patient, with {@code meta}. */
    ObjectNode resource(String type, boolean isRestricted) {
        ObjectNode resource = JSON.objectNode().put("resourceType", type);
        resource.set("meta", meta(isRestricted));
        return resource;
    }

    /** The Bundle around all that was added. */
    ObjectNode bundle(byte[] original) {
        ObjectNode bundle = JSON.objectNode().put("resourceType", "Bundle");
        bundle.putObject("meta")
                .putArray("extension")
                .addObject()
                .put("url", ORIGINAL)
                .putObject("valueAttachment")
                .put("contentType", "application/hl7-v2")
                .put("data", Base64.getEncoder().encodeToString(original));
        Segment header = message.header();
        bundle.putObject("identifier")
                .put("system", CONTROL_ID)
                .put("value", header.text(3) + "|" + header.text(4) + "|" + message.control());
        bundle.put("type", "transaction").put("timestamp", message.instant());
        bundle.set("entry", entries);
        return bundle;
    }
}
