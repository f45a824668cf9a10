package care.weald.record.feed.failed;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Writes messages that were set aside as FHIR: a Task for each, its bytes as a Binary. No content is in a Task. */
final class FailedFhir {

    /** The code of the Tasks. */
    static final String CODE = "feed-message";

    private static final String PREFIX = "message-";
    private static final Pattern ID = Pattern.compile(PREFIX + "([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})");
    private static final String TASK_CODES = "https://weald.care/CodeSystem/task-code";
    private static final String INPUTS = "https://weald.care/CodeSystem/task-input";

    private FailedFhir() {}

    /** The FHIR id of a message and of its bytes. */
    static String id(UUID message) {
        return PREFIX + message;
    }

    /** The message of a FHIR id. */
    static Optional<UUID> message(String id) {
        Matcher form = ID.matcher(id);
        return form.matches() ? Optional.of(UUID.fromString(form.group(1))) : Optional.empty();
    }

    static ObjectNode task(FailedMessage message, String organisation) {
        ObjectNode task = JsonNodeFactory.instance
                .objectNode()
                .put("resourceType", "Task")
                .put("id", id(message.id()))
                .put("status", message.status().code());
        ObjectNode reason = task.putObject("statusReason");
        reason.putArray("coding")
                .addObject()
                .put("system", "urn:weald:problem")
                .put("code", message.why().kind());
        reason.put("text", message.why().detail());
        task.put("intent", "order");
        task.putObject("code")
                .putArray("coding")
                .addObject()
                .put("system", TASK_CODES)
                .put("code", CODE);
        task.put("authoredOn", message.firstAt().toString());
        task.put("lastModified", message.changedAt().toString());
        task.putObject("requester")
                .put("type", "Organization")
                .putObject("identifier")
                .put("system", "https://fhir.nhs.uk/Id/ods-organization-code")
                .put("value", organisation);
        inputs(task.putArray("input"), message);
        return task;
    }

    private static void inputs(ArrayNode inputs, FailedMessage message) {
        if (message.status() == FailedMessage.Status.FAILED) {
            input(inputs, "original").putObject("valueReference").put("reference", "Binary/" + id(message.id()));
        }
        input(inputs, "content-type").put("valueCode", message.mediaType());
        input(inputs, "size").put("valueDecimal", message.size());
        input(inputs, "times").put("valuePositiveInt", message.times());
        if (!message.why().place().isEmpty()) {
            input(inputs, "place").put("valueString", message.why().place());
        }
    }

    private static ObjectNode input(ArrayNode inputs, String code) {
        ObjectNode input = inputs.addObject();
        input.putObject("type")
                .putArray("coding")
                .addObject()
                .put("system", INPUTS)
                .put("code", code);
        return input;
    }

    /** A searchset of {@code messages}; {@code next} is the link to more, or empty. */
    static ObjectNode bundle(List<FailedMessage> messages, String organisation, String base, String next) {
        ObjectNode bundle = JsonNodeFactory.instance
                .objectNode()
                .put("resourceType", "Bundle")
                .put("type", "searchset");
        if (!next.isEmpty()) {
            bundle.putArray("link").addObject().put("relation", "next").put("url", next);
        }
        ArrayNode entries = messages.isEmpty() ? null : bundle.putArray("entry");
        for (FailedMessage message : messages) {
            if (entries != null) {
                ObjectNode entry = entries.addObject().put("fullUrl", base + "/Task/" + id(message.id()));
                entry.set("resource", task(message, organisation));
                entry.putObject("search").put("mode", "match");
            }
        }
        return bundle;
    }

    /** The bytes of a message as a Binary. */
    static ObjectNode binary(UUID message, String mediaType, byte[] content) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("resourceType", "Binary")
                .put("id", id(message))
                .put("contentType", mediaType)
                .put("data", Base64.getEncoder().encodeToString(content));
    }
}
