package care.weald.record.subjectaccess;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** A request as a FHIR Task. Whoever asked is told how far it is, and nothing of what is held or decided. */
final class RequestTask {

    private static final String CODES = "https://weald.care/CodeSystem/task-code";
    private static final String STEPS = "https://weald.care/CodeSystem/subject-access-step";
    private static final String REASONS = "https://weald.care/CodeSystem/review-reason";
    private static final String ODS = "https://fhir.nhs.uk/Id/ods-organization-code";

    private RequestTask() {}

    /** For whoever asked. */
    static ObjectNode of(Request request) {
        ObjectNode task = JsonNodeFactory.instance
                .objectNode()
                .put("resourceType", "Task")
                .put("id", request.job().toString())
                .put("status", request.status().task());
        ObjectNode step = task.putObject("businessStatus");
        step.putArray("coding")
                .addObject()
                .put("system", STEPS)
                .put("code", request.status().code());
        step.put("text", request.status().words());
        task.put("intent", "order");
        task.putObject("code")
                .putArray("coding")
                .addObject()
                .put("system", CODES)
                .put("code", "subject-access");
        task.putObject("for").put("reference", "Patient/" + request.person());
        task.put("authoredOn", request.madeAt().toString());
        task.putObject("requester")
                .put("type", "Organization")
                .putObject("identifier")
                .put("system", ODS)
                .put("value", request.by().organisation());
        task.putObject("restriction")
                .putObject("period")
                .put("end", request.dueOn().toString());
        return task;
    }

    /** For the reviewer: an input for each item that must be looked at, an output for each that is decided on. */
    static ObjectNode of(Request request, List<Judged> judged) {
        ObjectNode task = of(request);
        ArrayNode inputs = task.arrayNode();
        ArrayNode outputs = task.arrayNode();
        for (Judged item : judged) {
            item.reasons().forEach(reason -> about(inputs, reason, item));
            item.decision().ifPresent(decision -> about(outputs, item.ground().orElse(decision), item));
        }
        if (!inputs.isEmpty()) {
            task.set("input", inputs);
        }
        if (!outputs.isEmpty()) {
            task.set("output", outputs);
        }
        return task;
    }

    private static void about(ArrayNode list, String code, Judged item) {
        ObjectNode one = list.addObject();
        one.putObject("type")
                .putArray("coding")
                .addObject()
                .put("system", REASONS)
                .put("code", code);
        one.putObject("valueReference").put("reference", item.reference());
    }

    /** Several, as a searchset. */
    static ObjectNode bundle(List<ObjectNode> tasks, String base) {
        ObjectNode bundle = JsonNodeFactory.instance
                .objectNode()
                .put("resourceType", "Bundle")
                .put("type", "searchset");
        bundle.put("total", tasks.size());
        ArrayNode entries = tasks.isEmpty() ? null : bundle.putArray("entry");
        for (ObjectNode task : tasks) {
            if (entries != null) {
                ObjectNode entry = entries.addObject()
                        .put("fullUrl", base + "/Task/" + task.path("id").asText());
                entry.set("resource", task);
                entry.putObject("search").put("mode", "match");
            }
        }
        return bundle;
    }
}
