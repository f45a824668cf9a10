package care.weald.audit.witness;

import care.weald.audit.platform.Problem;
import care.weald.audit.platform.Problem.Kind;
import care.weald.audit.token.Caller;
import care.weald.audit.witness.Cosigners.Witnessed;
import care.weald.audit.witness.WitnessPolicy.Trusted;
import care.weald.audit.witness.WitnessStore.Standing;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.security.Authenticated;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** What witnesses say of the log: cosigned heads (C2SP tlog-cosignature), who they are, and where they may tell. */
@Path("/")
public class WitnessResource {

    private static final String TEXT = "text/plain; charset=utf-8";

    private final Policies policies;
    private final WitnessStore store;
    private final Cosigners cosigners;
    private final HandedIn handedIn;
    private final SecurityIdentity identity;

    WitnessResource(
            Policies policies, WitnessStore store, Cosigners cosigners, HandedIn handedIn, SecurityIdentity identity) {
        this.policies = policies;
        this.store = store;
        this.cosigners = cosigners;
        this.handedIn = handedIn;
        this.identity = identity;
    }

    @GET
    @Authenticated
    @Path("checkpoint/witnessed")
    @Operation(summary = "The newest signed head with the cosignatures of enough witnesses (C2SP tlog-cosignature)")
    public Uni<Response> witnessed() {
        return uni(cosigners
                .newest()
                .map(found -> found.map(head -> Response.ok(head.note().getBytes(StandardCharsets.UTF_8))
                                .type(TEXT)
                                .header("Cache-Control", "no-cache")
                                .lastModified(Date.from(head.at()))
                                .build())
                        .orElseGet(() -> Problem.of(Kind.NOT_FOUND, "No head has enough witnesses yet")
                                .toResponse())));
    }

    @GET
    @Authenticated
    @Path("witnesses")
    @Operation(summary = "Who witnesses the log, how far each has come, and the quorum")
    public Uni<Response> witnesses() {
        WitnessPolicy policy = policies.current();
        List<String> ids = policy.witnesses().stream().map(Trusted::id).toList();
        Future<List<Standing>> standings = store.standings(ids);
        Future<Optional<Witnessed>> newest = cosigners.newest();
        return uni(Future.all(standings, newest)
                .map(_ -> Response.ok(json(policy, standings.result(), newest.result())
                                .toString())
                        .type(MediaType.APPLICATION_JSON)
                        .header("Cache-Control", "no-cache")
                        .build()));
    }

    private static ObjectNode json(WitnessPolicy policy, List<Standing> standings, Optional<Witnessed> newest) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("quorum", policy.rule());
        newest.ifPresent(
                head -> json.put("size", head.size()).put("cosigned", head.at().toString()));
        ArrayNode witnesses = json.putArray("witnesses");
        for (Trusted witness : policy.witnesses()) {
            ObjectNode one = witnesses.addObject().put("name", witness.name()).put("key", witness.id());
            standings.stream()
                    .filter(standing -> standing.id().equals(witness.id()))
                    .forEach(standing -> {
                        standing.cosigned()
                                .ifPresent(
                                        at -> one.put("size", standing.size()).put("cosigned", at.toString()));
                        if (!standing.contradicts().isEmpty()) {
                            one.put("contradicts", standing.contradicts());
                        }
                    });
        }
        return json;
    }

    @POST
    @Authenticated
    @Path("cosignatures")
    @Consumes(MediaType.TEXT_PLAIN)
    @Operation(summary = "Hand in a published head with a witness's cosignature; from partners' systems")
    public Uni<Response> cosigned(byte[] note) {
        Caller caller = (Caller) identity.getPrincipal();
        if (!caller.roles().isEmpty()) {
            return Uni.createFrom()
                    .item(Problem.of(Kind.REFUSED, "Cosignatures are handed in by systems")
                            .toResponse());
        }
        return uni(handedIn.take(new String(note, StandardCharsets.UTF_8)));
    }

    private static Uni<Response> uni(Future<Response> answer) {
        return Uni.createFrom().completionStage(answer.toCompletionStage());
    }
}
