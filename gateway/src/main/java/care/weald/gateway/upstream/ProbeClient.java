package care.weald.gateway.upstream;

import care.weald.gateway.outcome.Faulted;
import care.weald.gateway.partner.Requester;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Which probes consent-service wants, and what it is told of them. */
@ApplicationScoped
public class ProbeClient {

    private static final String SERVICE = Services.CONSENT;

    private final Calls calls;

    ProbeClient(Calls calls) {
        this.calls = calls;
    }

    /** An objection to probe, and whose it is. */
    public record Claim(String objection, String person) {

        @Override
        public String toString() {
            return "Claim[***]";
        }
    }

    /** One question: as whom to ask; {@code categories} are those that are objected to, none when all are. */
    public record Ask(String probe, String objection, String organisation, String role, Set<String> categories) {

        public Ask {
            categories = Set.copyOf(categories);
        }
    }

    /**
     * What was answered.
     *
     * @param decision permit, deny or, when there was no answer, failed
     * @param categories those that were shown
     */
    public record Found(Ask ask, String decision, String reason, Set<String> categories) {

        public Found {
            categories = Set.copyOf(categories);
        }
    }

    /** The next objections that nobody has probed today. */
    public Uni<List<Claim>> claim(Requester requester) {
        return post("claims", JsonNodeFactory.instance.objectNode(), requester)
                .map(json -> json.path("claims")
                        .valueStream()
                        .map(one -> new Claim(
                                one.path("objection").asText(),
                                one.path("person").asText()))
                        .toList());
    }

    /** As whom to ask about these; their person tokens stand in the same order. */
    public Uni<List<Ask>> plan(List<Claim> claims, List<String> tokens, Requester requester) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        for (int i = 0; i < claims.size(); i++) {
            json.withArray("/persons")
                    .addObject()
                    .put("objection", claims.get(i).objection())
                    .put("person", tokens.get(i));
        }
        return post("plans", json, requester)
                .map(answer -> answer.path("asks")
                        .valueStream()
                        .map(one -> new Ask(
                                one.path("probe").asText(),
                                one.path("objection").asText(),
                                one.path("organisation").asText(),
                                one.path("role").asText(),
                                one.path("categories")
                                        .valueStream()
                                        .map(JsonNode::asText)
                                        .collect(Collectors.toSet())))
                        .toList());
    }

    /** Tells what was answered. */
    public Uni<Void> tell(List<Found> found, Requester requester) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        for (Found one : found) {
            ObjectNode told = json.withArray("/results").addObject();
            told.put("probe", one.ask().probe()).put("objection", one.ask().objection());
            told.put("organisation", one.ask().organisation())
                    .put("role", one.ask().role());
            told.put("decision", one.decision()).put("reason", one.reason());
            one.categories().stream().sorted().forEach(told.putArray("categories")::add);
        }
        return post("results", json, requester).replaceWithVoid();
    }

    private Uni<JsonNode> post(String what, ObjectNode json, Requester requester) {
        return calls.send(Call.post(SERVICE, "/probes/" + what, Buffer.buffer(json.toString())), requester)
                .map(reply -> {
                    if (reply.status() >= 300) {
                        throw Faulted.unavailable(SERVICE, "probes-refused");
                    }
                    return reply.status() == 204 ? JsonNodeFactory.instance.objectNode() : reply.json();
                });
    }
}
