package care.weald.audit.tree;

import care.weald.audit.platform.Problem;
import care.weald.audit.platform.Problem.Kind;
import care.weald.audit.search.Auditors;
import care.weald.audit.token.Caller;
import io.quarkus.security.Authenticated;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.Optional;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The tree as C2SP tlog-tiles has it: checkpoint, tiles of hashes, bundles of entries, and the keys that sign. */
@Path("/")
public class TreeResource {

    private static final String TEXT = "text/plain; charset=utf-8";

    private final Pool pool;
    private final TreeStore store;
    private final Prover prover;
    private final LogKeys keys;
    private final Auditors auditors;
    private final SecurityIdentity identity;

    TreeResource(
            Pool pool, TreeStore store, Prover prover, LogKeys keys, Auditors auditors, SecurityIdentity identity) {
        this.pool = pool;
        this.store = store;
        this.prover = prover;
        this.keys = keys;
        this.auditors = auditors;
        this.identity = identity;
    }

    @GET
    @Authenticated
    @Path("checkpoint")
    @Operation(summary = "The newest signed head of the tree (C2SP tlog-checkpoint)")
    public Uni<Response> checkpoint() {
        return uni(store.latest(pool)
                .map(signed -> signed.map(found -> Response.ok(found.note().getBytes(StandardCharsets.UTF_8))
                                .type(TEXT)
                                .header("Cache-Control", "no-cache")
                                .lastModified(Date.from(found.signed()))
                                .build())
                        .orElseGet(() -> Problem.of(Kind.NOT_FOUND, "Nothing is signed yet")
                                .toResponse())));
    }

    @GET
    @Authenticated
    @Path("log-keys")
    @Operation(summary = "The public keys that verify checkpoints, one a line (C2SP signed-note verifier keys)")
    public Uni<Response> keys() {
        String lines = keys.known().stream().map(key -> key.text() + "\n").collect(Collectors.joining());
        return Uni.createFrom()
                .item(Response.ok(lines.getBytes(StandardCharsets.UTF_8))
                        .type(TEXT)
                        .build());
    }

    @GET
    @Authenticated
    @Path("tile/{path:.+}")
    @Operation(summary = "A tile of hashes, or for auditors of all organisations a bundle of entries (C2SP tlog-tiles)")
    public Uni<Response> tile(@PathParam("path") String path) {
        Optional<Tile> tile = Tile.parse(path);
        if (tile.isEmpty()) {
            return answer(Problem.of(Kind.NOT_FOUND, "No tile has such a path"));
        }
        boolean entries = tile.get().level() == Tile.ENTRIES;
        Caller caller = (Caller) identity.getPrincipal();
        if (entries && !auditors.seeAll(caller.organisation(), caller.roles())) {
            return answer(Problem.of(Kind.REFUSED, "Entries are for auditors of all organisations"));
        }
        return uni((entries ? prover.entries(tile.get()) : prover.tile(tile.get()))
                .map(bytes -> bytes.map(found -> Response.ok(found)
                                .type("application/octet-stream")
                                .header("Cache-Control", "public, max-age=31536000, immutable")
                                .build())
                        .orElseGet(() -> Problem.of(Kind.NOT_FOUND, "The signed tree has no such tile")
                                .toResponse())));
    }

    private static Uni<Response> answer(Problem problem) {
        return Uni.createFrom().item(problem.toResponse());
    }

    private static Uni<Response> uni(Future<Response> answer) {
        return Uni.createFrom().completionStage(answer.toCompletionStage());
    }
}
