package care.weald.audit.watch;

import care.weald.audit.platform.Problem;
import care.weald.audit.platform.Problem.Kind;
import care.weald.audit.watch.Monitor.Officer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The rules of monitoring: read by every officer, changed by those who see all organisations. */
@Path("/monitoring/rules")
public class RuleResource {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> MEMBERS =
            Set.of("threshold", "least", "windowMinutes", "enabled", "reason", "version");

    private final Monitor monitor;
    private final Rules rules;
    private final Clock clock;

    RuleResource(Monitor monitor, Rules rules, Clock clock) {
        this.monitor = monitor;
        this.rules = rules;
        this.clock = clock;
    }

    @GET
    @Authenticated
    @Operation(summary = "The rules of monitoring with their thresholds")
    public Uni<Response> list(@Context HttpHeaders headers) {
        return monitor.admit(headers, officer -> all());
    }

    private Uni<Response> all() {
        return rules.all().map(list -> {
            ObjectNode json = JsonNodeFactory.instance.objectNode();
            ArrayNode array = json.putArray("rules");
            list.forEach(rule -> array.add(json(rule)));
            return Told.json(json, list.size(), List.of());
        });
    }

    private static ObjectNode json(Rule rule) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("id", rule.id()).put("number", rule.number()).put("text", rule.text());
        json.put("severity", rule.severity()).put("urgent", rule.urgent());
        if (!rule.measure().isEmpty()) {
            json.put("threshold", rule.threshold()).put("measure", rule.measure());
        }
        if (!rule.floor().isEmpty()) {
            json.put("least", rule.least()).put("leastMeasure", rule.floor());
        }
        json.put("windowMinutes", rule.minutes());
        rule.codes().forEach(json.withArray("/codes")::add);
        return json.put("enabled", rule.enabled())
                .put("version", rule.version())
                .put("ran", rule.ran().toString());
    }

    /** 200 with all rules; 400 with the member's name; 403; 404; 409 {@code version}. */
    @PUT
    @Authenticated
    @Path("{id}")
    @Operation(
            summary = "Change a rule: members threshold, least, windowMinutes, enabled, version, and the reason",
            description = "What it was is kept, with who changed it. For officers who see all organisations.")
    public Uni<Response> change(@Context HttpHeaders headers, @PathParam("id") String id, String body) {
        return monitor.admit(headers, officer -> {
            if (!officer.all()) {
                return answer(Problem.of(Kind.REFUSED, "Rules are changed by officers of all organisations"));
            }
            return switch (read(body)) {
                case Read.Wrong wrong ->
                    answer(Problem.of(Kind.INVALID_CONTENT, "A member is missing or not as it must be")
                            .with("place", wrong.place()));
                case Read.Right right -> change(id, right.change(), officer);
            };
        });
    }

    private Uni<Response> change(String id, Rules.Change change, Officer officer) {
        return rules.all().chain(list -> {
            if (list.stream().noneMatch(rule -> rule.id().equals(id))) {
                return answer(Problem.of(Kind.NOT_FOUND, "There is no such rule"));
            }
            return rules.change(
                            id, change, new Rules.Officer(officer.subject(), officer.organisation(), clock.instant()))
                    .chain(done -> done
                            ? all()
                            : answer(Problem.of(Kind.CONFLICT, "Somebody changed it")
                                    .with("rule", "version")));
        });
    }

    private sealed interface Read {

        record Right(Rules.Change change) implements Read {}

        record Wrong(String place) implements Read {}
    }

    private static Read read(String body) {
        JsonNode json = tree(body);
        if (!json.isObject()) {
            return new Read.Wrong("");
        }
        Optional<String> fault = json.properties().stream()
                .filter(member -> !fits(member.getKey(), member.getValue()))
                .map(member -> MEMBERS.contains(member.getKey()) ? member.getKey() : "")
                .findFirst();
        if (fault.isPresent()) {
            return new Read.Wrong(fault.get());
        }
        String reason = json.path("reason").asText("").strip();
        if (reason.length() < 3 || reason.length() > 400 || reason.indexOf('\0') >= 0) {
            return new Read.Wrong("reason");
        }
        return new Read.Right(new Rules.Change(
                given(json, "threshold").map(JsonNode::doubleValue),
                given(json, "least").map(JsonNode::doubleValue),
                given(json, "windowMinutes").map(JsonNode::intValue),
                given(json, "enabled").map(JsonNode::booleanValue),
                reason,
                given(json, "version").map(JsonNode::intValue)));
    }

    private static boolean fits(String name, JsonNode value) {
        return switch (name) {
            case "threshold", "least" -> value.isNumber() && between(value.doubleValue(), 0, 1_000_000);
            case "windowMinutes" -> value.isInt() && between(value.intValue(), 1, 86_400);
            case "version" -> value.isInt();
            case "enabled" -> value.isBoolean();
            default -> name.equals("reason");
        };
    }

    private static boolean between(double value, double least, double most) {
        return value >= least && value <= most;
    }

    private static Optional<JsonNode> given(JsonNode json, String name) {
        return Optional.ofNullable(json.get(name));
    }

    private static JsonNode tree(String body) {
        try {
            return JSON.readTree(body);
        } catch (IOException e) {
            return JsonNodeFactory.instance.missingNode();
        }
    }

    private static Uni<Response> answer(Problem problem) {
        return Uni.createFrom().item(problem.toResponse());
    }
}
