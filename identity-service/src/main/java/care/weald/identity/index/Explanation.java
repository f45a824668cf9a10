package care.weald.identity.index;

import care.weald.identity.match.Score;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Why two records match, as JSON that is kept with a link or a review, and as a FHIR extension. Weights are bits. */
public final class Explanation {

    /** The canonical URL of the extension. */
    public static final String URL = "https://weald.care/StructureDefinition/match-explanation";

    private Explanation() {}

    /** What is kept. */
    public static ObjectNode json(Score score) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("total", score.total()).put("prior", score.prior()).put("probability", score.probability());
        json.put("grade", score.grade().code()).put("model", score.model());
        ArrayNode fields = json.putArray("fields");
        score.contributions()
                .forEach(part -> fields.addObject()
                        .put("name", part.field())
                        .put("level", part.level())
                        .put("weight", part.weight())
                        .put("group", part.group()));
        ArrayNode guards = json.putArray("guards");
        score.guards().forEach(guard -> guards.add(guard.code()));
        return json;
    }

    /** What is shown with a match: the weights of the fields add up to {@code total}. */
    public static ObjectNode extension(Score score) {
        ObjectNode extension = JsonNodeFactory.instance.objectNode();
        ArrayNode parts = extension.putArray("extension");
        parts.addObject().put("url", "total").put("valueDecimal", score.total());
        parts.addObject().put("url", "prior").put("valueDecimal", score.prior());
        parts.addObject().put("url", "probability").put("valueDecimal", score.probability());
        parts.addObject().put("url", "model").put("valueString", score.model());
        score.contributions().forEach(part -> {
            ArrayNode field = parts.addObject().put("url", "field").putArray("extension");
            field.addObject().put("url", "name").put("valueCode", part.field());
            field.addObject().put("url", "level").put("valueCode", part.level());
            field.addObject().put("url", "weight").put("valueDecimal", part.weight());
            field.addObject().put("url", "group").put("valueCode", part.group());
        });
        score.guards().forEach(guard -> parts.addObject().put("url", "guard").put("valueCode", guard.code()));
        return extension.put("url", URL);
    }
}
