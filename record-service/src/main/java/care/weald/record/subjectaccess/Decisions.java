package care.weald.record.subjectaccess;

import care.weald.record.item.ItemId;
import care.weald.record.subjectaccess.ReviewRepository.Decided;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads what a reviewer decided: FHIR Parameters with an {@code item} each, of the parts {@code reference}
 * ({@code valueReference}), {@code decision} ({@code valueCode} release or withhold) and, of what is withheld, {@code ground}.
 */
final class Decisions {

    private static final int MOST = 500;
    private static final Set<String> GROUNDS = Set.of("third-party", "serious-harm", "other-exemption");
    private static final ObjectMapper JSON = new ObjectMapper();

    private Decisions() {}

    /** The decisions; empty when anything about them is wrong. */
    static Optional<List<Decided>> read(byte[] parameters) {
        try {
            List<Decided> decisions = new ArrayList<>();
            Set<ItemId> once = new HashSet<>();
            JsonNode list = JSON.readTree(parameters).path("parameter");
            for (JsonNode parameter : list) {
                Optional<Decided> decided = item(parameter);
                if (decided.isEmpty() || !once.add(decided.get().id())) {
                    return Optional.empty();
                }
                decisions.add(decided.get());
            }
            return decisions.isEmpty() || decisions.size() > MOST ? Optional.empty() : Optional.of(decisions);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Optional<Decided> item(JsonNode parameter) {
        String decision = part(parameter, "decision").path("valueCode").asText("");
        String ground = part(parameter, "ground").path("valueCode").asText("");
        String reference =
                part(parameter, "reference").at("/valueReference/reference").asText("");
        boolean sound = "item".equals(parameter.path("name").asText())
                && (decision.equals("release")
                        ? ground.isEmpty()
                        : decision.equals("withhold") && GROUNDS.contains(ground));
        return sound
                ? ItemId.parse(reference.substring(reference.lastIndexOf('/') + 1))
                        .map(id -> new Decided(id, decision, ground))
                : Optional.empty();
    }

    private static JsonNode part(JsonNode parameter, String name) {
        for (JsonNode part : parameter.path("part")) {
            if (name.equals(part.path("name").asText())) {
                return part;
            }
        }
        return JSON.missingNode();
    }
}
