package care.weald.identity.steward;

import care.weald.identity.feed.FeedScope;
import care.weald.identity.link.SourcePatientId;
import care.weald.identity.nhsnumber.NhsNumber;
import care.weald.identity.permit.PermitReader;
import care.weald.identity.platform.Problem;
import care.weald.identity.platform.Problem.Kind;
import care.weald.identity.platform.StrictJson;
import care.weald.identity.steward.FeedMerger.Pair;
import care.weald.identity.token.Caller;
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
import java.io.IOException;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** Merges that a partner's system reports of its own registrations. */
@Path("/feeds/patients/merges")
public class FeedMergeResource {

    private final SecurityIdentity identity;
    private final PermitReader permits;
    private final FeedMerger merger;

    FeedMergeResource(SecurityIdentity identity, PermitReader permits, FeedMerger merger) {
        this.identity = identity;
        this.permits = permits;
        this.merger = merger;
    }

    @POST
    @Authenticated
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "Joins two of the caller's own registrations, which its system has merged (HL7 v2 A34, A40)")
    public Uni<Response> merge(@HeaderParam(PermitReader.HEADER) @Nullable String permit, byte[] body) {
        Caller caller = (Caller) identity.getPrincipal();
        if (!FeedScope.mayUpdate(caller)) {
            return answer(Problem.of(Kind.REFUSED, "Only a system with a scope to update Patients may merge")
                    .with("rule", "scope"));
        }
        return permits.read(caller, permit)
                .chain(held -> held.filter(given -> given.interaction().equals("feed"))
                        .map(given -> merged(caller, body))
                        .orElseGet(() -> answer(Problem.of(Kind.REFUSED, "A permit to feed is wanted"))));
    }

    private Uni<Response> merged(Caller caller, byte[] body) {
        return pair(caller.organisation(), body)
                .map(pair -> merger.merge(pair, Steward.of(caller)).map(FeedMergeResource::response))
                .orElseGet(() -> answer(Problem.of(
                        Kind.INVALID_CONTENT, "former and kept are wanted, local identifiers with system and value")));
    }

    /** An NHS number names a person, not a registration, and so is none of the two. */
    private static Optional<Pair> pair(String organisation, byte[] body) {
        try {
            JsonNode json = StrictJson.READER.readTree(body);
            return json.size() == 2
                    ? identifier(json.path("former"), organisation)
                            .flatMap(former ->
                                    identifier(json.path("kept"), organisation).map(kept -> new Pair(former, kept)))
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Optional<UUID> identifier(JsonNode node, String organisation) {
        String system = node.path("system").asText("");
        String value = node.path("value").asText("");
        boolean isLocal = node.size() == 2
                && node.path("system").isTextual()
                && node.path("value").isTextual()
                && !system.isBlank()
                && !value.isBlank()
                && !system.equals(NhsNumber.SYSTEM);
        return isLocal ? Optional.of(SourcePatientId.of(organisation, system, value)) : Optional.empty();
    }

    private static Response response(Outcome outcome) {
        if (FeedMerger.isDone(outcome)) {
            return Response.ok("{\"state\":\"merged\"}").build();
        }
        return outcome instanceof Outcome.Refused refused
                ? Problem.of(refused.kind(), refused.detail())
                        .with(refused.kind() == Kind.NOT_FOUND ? "place" : "rule", refused.rule())
                        .toResponse()
                : Problem.of(Kind.CONFLICT, "The two were not merged").toResponse();
    }

    private static Uni<Response> answer(Problem problem) {
        return Uni.createFrom().item(problem::toResponse);
    }
}
