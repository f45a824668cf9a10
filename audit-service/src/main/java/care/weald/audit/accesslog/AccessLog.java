package care.weald.audit.accesslog;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/**
 * A page of a person's access log.
 *
 * @param uses the newest first
 * @param next the cursor of the next page, where there is one
 */
record AccessLog(List<Use> uses, Optional<String> next) {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    AccessLog {
        uses = List.copyOf(uses);
    }

    /** As JSON: a line an event, each with what verifies it. */
    ObjectNode json(Sentence sentence, boolean staffNames) {
        ObjectNode root = NODES.objectNode();
        ArrayNode lines = root.putArray("lines");
        uses.forEach(use -> lines.add(line(use, sentence, staffNames)));
        next.ifPresent(cursor -> root.put("next", cursor));
        return root;
    }

    /** What the gateway's event tells of this answer. */
    String disclosure() {
        ObjectNode disclosure = NODES.objectNode();
        disclosure.putArray("categories");
        disclosure.put("items", uses.size()).put("withheld", 0);
        ArrayNode organisations = disclosure.putArray("organisations");
        uses.stream().map(use -> use.by().organisation()).distinct().sorted().forEach(organisations::add);
        return disclosure.toString();
    }

    private static ObjectNode line(Use use, Sentence sentence, boolean staffNames) {
        ObjectNode line = NODES.objectNode();
        line.put("when", use.recorded().toString()).put("words", sentence.of(use));
        line.putObject("organisation")
                .put("code", use.by().organisation())
                .put("name", Sentence.organisation(use.by()));
        line.put("role", sentence.role(use.by())).put("system", use.by().system());
        if (staffNames && !use.by().name().isBlank()) {
            line.put("staff", use.by().name());
        }
        line.put("why", sentence.why(use)).put("what", use.interaction());
        ArrayNode categories = line.putArray("categories");
        use.categories().forEach(categories::add);
        line.put("result", result(use.ending())).put("overridden", use.isOverride());
        return line.put("event", use.event().toString())
                .put("index", use.index())
                .put("leafHash", use.leafHash());
    }

    private static String result(Use.Ending ending) {
        return switch (ending) {
            case Use.Ending.Shown _ -> "shown";
            case Use.Ending.Refused _ -> "refused";
            case Use.Ending.Nothing _ -> "nothing";
            case Use.Ending.Failed _ -> "failed";
        };
    }
}
