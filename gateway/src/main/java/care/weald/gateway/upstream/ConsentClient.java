package care.weald.gateway.upstream;

import care.weald.gateway.outcome.Faulted;
import care.weald.gateway.partner.Requester;
import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What consent-service is asked. */
@ApplicationScoped
public class ConsentClient {

    private static final String SERVICE = Services.CONSENT;

    private final Calls calls;

    ConsentClient(Calls calls) {
        this.calls = calls;
    }

    /**
     * What is to be decided.
     *
     * @param person the person token, null when there is no person
     * @param own of a citizen, the person token that says who that is; empty of everybody else
     */
    public record Matter(String interaction, @Nullable String person, String own) {

        @Override
        public String toString() {
            return "Matter[" + interaction + "]";
        }
    }

    /** Whether the interaction may go on. */
    public Uni<Decision> decide(Matter matter, List<String> audiences, Requester requester) {
        Buffer body = JsonBody.object(json -> {
            json.writeStringField("interaction", matter.interaction());
            if (matter.person() != null) {
                json.writeStringField("person", matter.person());
            }
            if (!matter.own().isEmpty()) {
                json.writeStringField("own", matter.own());
            }
            json.writeArrayFieldStart("audiences");
            for (String audience : audiences) {
                json.writeString(audience);
            }
            json.writeEndArray();
        });
        return calls.send(Call.post(SERVICE, "/decisions", body), requester)
                .map(reply -> reply.isOk() ? decision(reply.json()) : new Decision.Invalid(reply.fault(SERVICE)));
    }

    /** Of each of these people, whom a search has found, whether the requester may know of them; in their order. */
    public Uni<List<Boolean>> trace(List<String> personTokens, Requester requester) {
        Buffer body = JsonBody.object(json -> {
            json.writeArrayFieldStart("persons");
            for (String token : personTokens) {
                json.writeString(token);
            }
            json.writeEndArray();
        });
        return calls.send(Call.post(SERVICE, "/decisions/trace", body), requester)
                .map(reply -> {
                    JsonNode known = reply.json().path("known");
                    if (!reply.isOk() || known.size() != personTokens.size()) {
                        throw Faulted.unavailable(SERVICE, "incomplete-answer");
                    }
                    return known.valueStream().map(JsonNode::booleanValue).toList();
                });
    }

    /** Claims a relationship with a person, for a reason. The answer is a permit with its end, or a refusal. */
    public Uni<Claimed> claim(String personToken, String reason, Requester requester) {
        Buffer body = JsonBody.object(json -> {
            json.writeStringField("person", personToken);
            json.writeStringField("reason", reason);
        });
        return calls.send(Call.post(SERVICE, "/relationship-claims", body).once(), requester)
                .map(ConsentClient::claimed);
    }

    /** Sets aside what hides a person, for a coded reason. The answer is a permit with its end, or a refusal. */
    public Uni<Claimed> override(String personToken, String code, String reason, Requester requester) {
        Buffer body = JsonBody.object(json -> {
            json.writeStringField("person", personToken);
            json.writeStringField("code", code);
            json.writeStringField("reason", reason);
        });
        return calls.send(Call.post(SERVICE, "/overrides", body).once(), requester)
                .map(ConsentClient::claimed);
    }

    private static Claimed claimed(Reply reply) {
        JsonNode answer = reply.json();
        if (!reply.isOk() && !answer.has("decision")) {
            return new Claimed("", "", new Decision.Invalid(reply.fault(SERVICE)));
        }
        return new Claimed(
                answer.path("expires").asText(""), answer.path("override").asText(""), decision(answer));
    }

    /** A claim's end, empty when refused, the id of an override, and the decision about it. */
    public record Claimed(String expires, String override, Decision decision) {}

    /** Agreements as FHIR content, under a path of consent-service that begins with {@code /agreements}. */
    public Uni<Fetched> agreements(String path, Requester requester) {
        return calls.send(Call.get(SERVICE, path), requester).map(reply -> ContentReply.read(SERVICE, reply));
    }

    /** The role-by-category matrix of a version, or the one in force when that is empty, as it came; nothing if there is none. */
    public Uni<Optional<byte[]>> matrix(String version, Requester requester) {
        return published("/access-matrix" + (version.isEmpty() ? "" : "?version=" + version), requester);
    }

    /** What it publishes for everybody under a path, as it came; nothing if there is none. */
    public Uni<Optional<byte[]>> published(String path, Requester requester) {
        return calls.send(Call.get(SERVICE, path), requester).map(reply -> switch (reply.status()) {
            case 200 -> Optional.of(reply.body().getBytes());
            case 404 -> Optional.empty();
            default -> throw Faulted.unavailable(SERVICE, "not-published");
        });
    }

    /** The decision that an answer holds. */
    static Decision decision(JsonNode answer) {
        Map<String, String> permits = new HashMap<>();
        answer.path("permits")
                .properties()
                .forEach(
                        permit -> permits.put(permit.getKey(), permit.getValue().asText()));
        String auditPermit = permits.get(Services.AUDIT);
        if (auditPermit == null) {
            throw Faulted.unavailable(SERVICE, "incomplete-answer");
        }
        return switch (answer.path("decision").asText(permits.isEmpty() ? "" : "permit")) {
            case "permit" -> new Decision.Permit(permits);
            case "deny" ->
                new Decision.Deny(
                        answer.path("reason").asText(""),
                        !"refused".equals(answer.path("shown").asText("")),
                        auditPermit,
                        answer.path("override").asBoolean());
            default -> throw Faulted.unavailable(SERVICE, "unknown-decision");
        };
    }
}
