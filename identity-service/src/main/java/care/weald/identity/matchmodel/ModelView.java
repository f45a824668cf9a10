package care.weald.identity.matchmodel;

import care.weald.identity.matchmodel.ModelVersion.State;
import care.weald.identity.matchmodel.ReportRepository.Count;
import care.weald.identity.matchmodel.ReportRepository.Pair;
import care.weald.identity.matchmodel.SwitchRepository.Step;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.util.List;

/** Versions, trainings, steps and reports as JSON. */
final class ModelView {

    private static final ObjectReader JSON = new ObjectMapper().reader();

    private ModelView() {}

    /** All that there is. */
    record Everything(List<ModelVersion> versions, List<TrainingRepository.Shown> trainings, List<Step> steps) {

        Everything {
            versions = List.copyOf(versions);
            trainings = List.copyOf(trainings);
            steps = List.copyOf(steps);
        }
    }

    /** What a report is made of. */
    record Findings(long questions, long wanted, List<Count> counts, List<Pair> pairs, JsonNode own, JsonNode inForce) {

        Findings {
            counts = List.copyOf(counts);
            pairs = List.copyOf(pairs);
        }
    }

    /** The list. */
    static ObjectNode list(Everything all) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("active", named(all, State.ACTIVE)).put("shadow", named(all, State.SHADOW));
        ArrayNode models = json.putArray("models");
        all.versions().forEach(version -> models.add(version(version)));
        ArrayNode trainings = json.putArray("trainings");
        all.trainings()
                .forEach(training -> trainings
                        .addObject()
                        .put("id", training.id().toString())
                        .put("version", training.version())
                        .put("state", training.state())
                        .put("pairs", training.pairs())
                        .put("wanted", training.wanted())
                        .put("madeBy", training.madeBy())
                        .put("reason", training.reason())
                        .put("begun", training.begun().toString()));
        ArrayNode steps = json.putArray("history");
        all.steps()
                .forEach(step -> steps.addObject()
                        .put("version", step.version())
                        .put("former", step.former())
                        .put("kind", step.kind())
                        .put("madeBy", step.madeBy())
                        .put("reason", step.reason())
                        .put("at", step.made().toString())
                        .put("linksReviewed", step.settled()));
        return json;
    }

    private static String named(Everything all, State state) {
        return all.versions().stream()
                .filter(version -> version.state() == state)
                .map(ModelVersion::version)
                .findFirst()
                .orElse("");
    }

    /** One version, without what it has learnt. */
    static ObjectNode version(ModelVersion version) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("version", version.version())
                .put("state", version.state().code())
                .put("sha256", version.sha256())
                .put("madeBy", version.people().madeBy())
                .put("madeAt", version.made().toString());
        ArrayNode proposed = json.putArray("proposedBy");
        version.people().proposedBy().stream().sorted().forEach(proposed::add);
        json.put("approvedBy", version.people().approvedBy());
        json.set("training", read(version.training()));
        json.set("metrics", read(version.metrics()));
        return json;
    }

    /** What {@code version} found beside the one in force. */
    static ObjectNode report(ModelVersion version, Findings findings) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("version", version.version())
                .put("state", version.state().code())
                .put("questions", findings.questions())
                .put("wanted", findings.wanted());
        ArrayNode grades = json.putArray("grades");
        ObjectNode changes = json.putObject("changes");
        for (Count count : findings.counts()) {
            if (count.by().isEmpty()) {
                put(grades.addObject(), count);
            } else if (!count.active().equals(count.shadow())) {
                ArrayNode by = changes.withArray(count.by());
                put(by.addObject().put("value", count.value()), count);
            }
        }
        ArrayNode pairs = json.putArray("pairs");
        for (Pair pair : findings.pairs()) {
            ObjectNode one = pairs.addObject();
            pair.asked().ifPresent(asked -> one.put("asked", asked.toString()));
            one.put("candidate", pair.candidate().toString())
                    .put("active", pair.active())
                    .put("shadow", pair.shadow());
        }
        ObjectNode decisions = json.putObject("decisions");
        decisions.set("active", findings.inForce());
        decisions.set("shadow", findings.own());
        return json;
    }

    private static void put(ObjectNode json, Count count) {
        json.put("active", count.active()).put("shadow", count.shadow()).put("pairs", count.pairs());
    }

    private static JsonNode read(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("what is stored of a match model cannot be read", e);
        }
    }
}
