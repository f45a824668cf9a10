package care.weald.audit.tree;

import care.weald.audit.tree.Merkle.Run;
import care.weald.audit.tree.TreeStore.Head;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/**
 * Takes committed events into the tree, once a second, in the order of their indexes, and signs its head. Of all
 * replicas one at a time has the turn (an advisory lock of its transaction); a head carries the epoch after the last
 * one's, so a replica that was paused in its turn adds nothing when it wakes. A head is signed only after it is
 * committed: whoever signs it, signs the same.
 */
@ApplicationScoped
public class Sequencer {

    private static final Logger LOG = Logger.getLogger(Sequencer.class);

    private final Pool pool;
    private final TreeStore store;
    private final LogKeys keys;
    private final TreeConfig config;
    private final Vertx vertx;
    private final AtomicLong unsigned;

    Sequencer(Pool pool, TreeStore store, LogKeys keys, TreeConfig config, Vertx vertx, MeterRegistry meters) {
        this.pool = pool;
        this.store = store;
        this.keys = keys;
        this.config = config;
        this.vertx = vertx;
        this.unsigned = meters.gauge("weald.audit.tree.unsigned", new AtomicLong());
    }

    /** What a turn found: the head that is committed, and how many events the log has. */
    private record State(Head head, long committed) {}

    /** One turn. A failure is in the log, and the next turn tries again. */
    @Scheduled(every = "1s", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> turn() {
        return Uni.createFrom().completionStage(() -> sequence().toCompletionStage());
    }

    /** Takes what is committed into the tree, and signs the head. Does not fail. */
    Future<Void> sequence() {
        return pool.withTransaction(this::integrate)
                .compose(state -> sign(Objects.requireNonNull(state)))
                .recover(this::failed);
    }

    private Future<State> integrate(SqlConnection connection) {
        Future<Boolean> turn = store.tryTurn(connection);
        Future<Head> head = store.head(connection);
        Future<Long> committed = store.committed(connection);
        return Future.all(turn, head, committed).compose(_ -> {
            State state = new State(head.result(), committed.result());
            long size = Math.min(state.committed(), state.head().size() + config.turn());
            return turn.result() && size > state.head().size()
                    ? grow(connection, state.head(), size).map(next -> new State(next, state.committed()))
                    : Future.succeededFuture(state);
        });
    }

    private Future<Head> grow(SqlConnection connection, Head last, long size) {
        List<Run> wanted = new ArrayList<>(Growth.edge(last.size()));
        wanted.add(new Run(0, last.size(), (int) (size - last.size())));
        return store.nodes(connection, wanted)
                .compose(nodes -> vertx.executeBlocking(() -> Growth.of(last.size(), last.root(), size, nodes), false))
                .compose(growth -> store.grow(connection, last, size, Objects.requireNonNull(growth)));
    }

    private Future<Void> sign(State state) {
        unsigned.set(keys.canSign() ? state.committed() - state.head().size() : state.committed());
        if (state.head().size() == 0 || !keys.canSign()) {
            return Future.succeededFuture();
        }
        return store.ofSize(pool, state.head().size()).compose(signed -> {
            if (signed.isPresent()) {
                return Future.succeededFuture();
            }
            Checkpoint checkpoint = Checkpoint.of(
                    keys.origin(), state.head().size(), state.head().root());
            return vertx.executeBlocking(() -> keys.sign(checkpoint), false)
                    .compose(note -> store.signed(pool, checkpoint.size(), Objects.requireNonNull(note)));
        });
    }

    private Future<Void> failed(Throwable cause) {
        unsigned.set(Math.max(1, unsigned.get()));
        boolean broken = cause instanceof Growth.Broken || cause instanceof Nodes.Missing;
        LOG.errorf(
                "event=%s cause=%s",
                broken ? "tree-broken" : "turn-failed", cause.getClass().getName());
        return Future.succeededFuture();
    }
}
