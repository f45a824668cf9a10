package care.weald.audit.tree;

import care.weald.audit.tree.Prover.Proved;
import care.weald.audit.tree.TreeStore.Signed;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The heads that are signed, and what proves that one goes on from another: what witnesses want to know. */
@ApplicationScoped
public class SignedHeads {

    private final Pool pool;
    private final TreeStore store;
    private final Prover prover;

    SignedHeads(Pool pool, TreeStore store, Prover prover) {
        this.pool = pool;
        this.store = store;
        this.prover = prover;
    }

    /**
     * A signed head.
     *
     * @param note the checkpoint as it is published
     * @param signed when it was kept
     */
    public record Head(long size, String note, Instant signed) {}

    /** The newest; empty before there is one. */
    public Future<Optional<Head>> newest() {
        return store.latest(pool).map(SignedHeads::head);
    }

    /** The one of {@code size}; empty when none was signed. */
    public Future<Optional<Head>> ofSize(long size) {
        return store.ofSize(pool, size).map(SignedHeads::head);
    }

    private static Optional<Head> head(Optional<Signed> signed) {
        return signed.map(found -> new Head(found.head().size(), found.note(), found.signed()));
    }

    /** The hashes that prove {@code from} a beginning of {@code until}; empty when they do not, or one was not signed. */
    public Future<Optional<List<byte[]>>> consistency(long from, long until) {
        return prover.consistency(from, until)
                .map(proved -> proved instanceof Proved.Proof proof ? Optional.of(proof.path()) : Optional.empty());
    }
}
