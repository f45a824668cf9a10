package care.weald.audit.tree;

import care.weald.audit.log.Leaf;
import care.weald.audit.platform.Problem;
import care.weald.audit.platform.Problem.Kind;
import care.weald.audit.search.Auditors;
import care.weald.audit.token.Caller;
import care.weald.audit.tree.Prover.Proved;
import care.weald.audit.tree.TreeStore.Placed;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.security.Authenticated;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** Proofs of the log: that an event is in it, and that it was only ever added to. */
@Path("/proofs")
public class ProofResource {

    private static final Pattern NUMBER = Pattern.compile("0|[1-9][0-9]{0,17}");
    private static final Pattern ID = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    private final Pool pool;
    private final TreeStore store;
    private final Prover prover;
    private final Auditors auditors;
    private final SecurityIdentity identity;

    ProofResource(Pool pool, TreeStore store, Prover prover, Auditors auditors, SecurityIdentity identity) {
        this.pool = pool;
        this.store = store;
        this.prover = prover;
        this.auditors = auditors;
        this.identity = identity;
    }

    @GET
    @Authenticated
    @Path("inclusion")
    @Operation(summary = "Prove that an event, by its id or index, is in the signed tree (RFC 9162 section 2.1.3)")
    public Uni<Response> inclusion(
            @QueryParam("event") @Nullable String event,
            @QueryParam("index") @Nullable String index,
            @QueryParam("size") @Nullable String size) {
        if ((event == null) == (index == null)) {
            return fault("event", "Either event or index is wanted");
        }
        if (event != null && !ID.matcher(event).matches()) {
            return fault("event", "must be an event's id");
        }
        if (index != null && !NUMBER.matcher(index).matches()) {
            return fault("index", "must be a whole number");
        }
        if (size != null && !NUMBER.matcher(size).matches()) {
            return fault("size", "must be a whole number");
        }
        Caller caller = (Caller) identity.getPrincipal();
        Future<Optional<Placed>> placed = event != null
                ? store.placed(pool, UUID.fromString(event))
                : store.placed(pool, Long.parseLong(String.valueOf(index)));
        return uni(placed.map(found -> found.filter(place -> mayKnow(caller, place)))
                .compose(found -> found.map(place ->
                                inclusion(place, Optional.ofNullable(size).map(Long::valueOf)))
                        .orElseGet(() -> Future.succeededFuture(Problem.of(Kind.NOT_FOUND, "No such event to be seen")
                                .toResponse()))));
    }

    private boolean mayKnow(Caller caller, Placed event) {
        return event.organisation().equals(caller.organisation())
                || auditors.seeAll(caller.organisation(), caller.roles());
    }

    private Future<Response> inclusion(Placed event, Optional<Long> size) {
        return prover.inclusion(event, size)
                .map(proved -> answer(
                        proved,
                        proof -> JsonNodeFactory.instance
                                .objectNode()
                                .put("event", event.eventId().toString())
                                .put("index", event.index())
                                .put("entry", Base64.getEncoder().encodeToString(event.entry()))
                                .put("leafHash", HexFormat.of().formatHex(Leaf.hash(event.entry())))));
    }

    @GET
    @Authenticated
    @Path("consistency")
    @Operation(summary = "Prove that one signed tree is the beginning of another (RFC 9162 section 2.1.4)")
    public Uni<Response> consistency(@QueryParam("from") @Nullable String from, @QueryParam("to") @Nullable String to) {
        if (from == null || !NUMBER.matcher(from).matches()) {
            return fault("from", "must be the size of a signed tree");
        }
        if (to == null || !NUMBER.matcher(to).matches() || Long.parseLong(to) < Long.parseLong(from)) {
            return fault("to", "must be the size of a signed tree, not smaller than from");
        }
        return uni(prover.consistency(Long.parseLong(from), Long.parseLong(to))
                .map(proved -> answer(
                        proved, _ -> JsonNodeFactory.instance.objectNode().put("from", Long.parseLong(from)))));
    }

    private static Response answer(Proved proved, java.util.function.Function<Proved.Proof, ObjectNode> facts) {
        return switch (proved) {
            case Proved.Proof proof ->
                Response.ok(json(facts.apply(proof), proof).toString())
                        .type(MediaType.APPLICATION_JSON)
                        .build();
            case Proved.NotYet _ ->
                Problem.of(Kind.UNAVAILABLE, "The event is under no such checkpoint yet; ask again")
                        .toResponse();
            case Proved.NotSigned _ ->
                Problem.of(Kind.NOT_FOUND, "No checkpoint of such a size was signed")
                        .toResponse();
            case Proved.Broken _ ->
                Problem.of(Kind.INTERNAL, "The tree does not prove it").toResponse();
        };
    }

    private static ObjectNode json(ObjectNode json, Proved.Proof proof) {
        json.put("size", proof.size());
        ArrayNode path = json.putArray("proof");
        List<byte[]> hashes = proof.path();
        hashes.forEach(hash -> path.add(Base64.getEncoder().encodeToString(hash)));
        return json.put("checkpoint", proof.note());
    }

    private static Uni<Response> fault(String place, String detail) {
        return Uni.createFrom()
                .item(Problem.of(Kind.INVALID_PARAMETER, detail)
                        .with("place", place)
                        .toResponse());
    }

    private static Uni<Response> uni(Future<Response> answer) {
        return Uni.createFrom().completionStage(answer.toCompletionStage());
    }
}
