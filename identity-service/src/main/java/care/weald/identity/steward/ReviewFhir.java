package care.weald.identity.steward;

import care.weald.identity.steward.Review.Status;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** A review as a FHIR Task. It names the two Patients and says why they may be one; it holds no demographics. */
final class ReviewFhir {

    private static final String SYSTEM = "https://weald.care/CodeSystem/task";
    private static final String PATIENT = "Patient/";

    private ReviewFhir() {}

    static ObjectNode task(Review review) {
        ObjectNode task = JsonNodeFactory.instance
                .objectNode()
                .put("resourceType", "Task")
                .put("id", review.id().toString());
        task.putObject("meta")
                .put("versionId", String.valueOf(review.state().version()))
                .put("lastUpdated", review.state().changed().toString());
        Status status = review.state().status();
        task.put("status", status.code());
        if (status == Status.ACCEPTED) {
            task.putObject("businessStatus").put("text", "Another person must accept it too");
        }
        task.put("intent", "order").put("priority", review.state().priority());
        concept(task.putObject("code"), "review-possible-duplicate");
        task.putObject("focus").put("reference", PATIENT + review.a().person());
        task.put("authoredOn", review.state().made().toString());
        task.put("lastModified", review.state().changed().toString());
        inputs(task.putArray("input"), review);
        if (status == Status.COMPLETED) {
            ObjectNode output = task.putArray("output").addObject();
            concept(output.putObject("type"), "result");
            output.putObject("valueReference")
                    .put("reference", PATIENT + review.target().person());
        }
        return task;
    }

    private static void inputs(ArrayNode inputs, Review review) {
        for (Review.Side side : List.of(review.a(), review.b())) {
            input(inputs, "patient").putObject("valueReference").put("reference", PATIENT + side.person());
            input(inputs, "source-patient").put("valueId", side.source().toString());
        }
        JsonNode why = review.explanation();
        input(inputs, "total").put("valueDecimal", why.path("total").asDouble());
        input(inputs, "probability").put("valueDecimal", why.path("probability").asDouble());
        input(inputs, "grade").put("valueCode", why.path("grade").asText());
        input(inputs, "model").put("valueString", why.path("model").asText());
        for (JsonNode field : why.path("fields")) {
            ObjectNode input = input(inputs, "weight");
            input.withObject("type")
                    .put(
                            "text",
                            field.path("name").asText() + ": "
                                    + field.path("level").asText());
            input.put("valueDecimal", field.path("weight").asDouble());
        }
        for (JsonNode guard : why.path("guards")) {
            input(inputs, "guard").put("valueCode", guard.asText());
        }
    }

    private static ObjectNode input(ArrayNode inputs, String code) {
        ObjectNode input = inputs.addObject();
        concept(input.putObject("type"), code);
        return input;
    }

    private static void concept(ObjectNode concept, String code) {
        concept.putArray("coding").addObject().put("system", SYSTEM).put("code", code);
    }

    /** A searchset of {@code reviews}, with a link to the next page unless {@code next} is empty. */
    static ObjectNode bundle(List<Review> reviews, String base, String next) {
        ObjectNode bundle = JsonNodeFactory.instance
                .objectNode()
                .put("resourceType", "Bundle")
                .put("type", "searchset");
        if (!next.isEmpty()) {
            bundle.putArray("link").addObject().put("relation", "next").put("url", base + "/Task?" + next);
        }
        if (!reviews.isEmpty()) {
            ArrayNode entries = bundle.putArray("entry");
            reviews.forEach(review -> {
                ObjectNode entry = entries.addObject().put("fullUrl", base + "/Task/" + review.id());
                entry.set("resource", task(review));
                entry.putObject("search").put("mode", "match");
            });
        }
        return bundle;
    }
}
