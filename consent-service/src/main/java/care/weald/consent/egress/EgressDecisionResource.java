package care.weald.consent.egress;

import static care.weald.consent.decision.Admission.when;

import care.weald.consent.decision.Body;
import care.weald.consent.decision.Questions.Asker;
import care.weald.consent.decision.Reading;
import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.security.Authenticated;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** What a bulk flow MUST ask before anything of anybody leaves: denied unless a named agreement says otherwise. */
@Path("/egress-decisions")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class EgressDecisionResource {

    private static final int MOST = 50;

    private final SecurityIdentity identity;
    private final EgressDecisions decisions;

    EgressDecisionResource(SecurityIdentity identity, EgressDecisions decisions) {
        this.identity = identity;
        this.decisions = decisions;
    }

    /**
     * 200 with the permit for audit-service and, for each of the person tokens in their order, whether the person may be
     * among them, and how many are left out by each rule; 200 with a denial when nothing may leave at all; 400.
     */
    @POST
    @Authenticated
    @Operation(summary = "Decides whether data of these people may leave under an agreement, and who is left out")
    public Uni<Response> decide(@HeaderParam("Authorization") String authorization, String body) {
        return when(
                Body.object(body, Set.of("agreement", "persons")).then(EgressDecisionResource::read),
                asked -> decisions.decide(Asker.of(identity, authorization), asked.agreement(), asked.persons()));
    }

    private record Asked(String agreement, List<String> persons) {

        @Override
        public String toString() {
            return "Asked[***]";
        }
    }

    private static Reading<Asked> read(JsonNode json) {
        JsonNode persons = json.path("persons");
        boolean right = persons.isArray()
                && !persons.isEmpty()
                && persons.size() <= MOST
                && persons.valueStream().allMatch(JsonNode::isTextual);
        return right
                ? new Reading.Read<>(new Asked(
                        json.path("agreement").asText(""),
                        persons.valueStream().map(JsonNode::textValue).toList()))
                : Reading.invalid("persons: an array of 1 to 50 person tokens is needed");
    }
}
