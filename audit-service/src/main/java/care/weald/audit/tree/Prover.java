package care.weald.audit.tree;

import care.weald.audit.log.Leaf;
import care.weald.audit.tree.Merkle.Run;
import care.weald.audit.tree.Merkle.Span;
import care.weald.audit.tree.TreeStore.Head;
import care.weald.audit.tree.TreeStore.Placed;
import care.weald.audit.tree.TreeStore.Signed;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/** Makes proofs under signed checkpoints, and checks each as its reader would before it is given away. */
@ApplicationScoped
class Prover {

    private static final Logger LOG = Logger.getLogger(Prover.class);

    private final Pool pool;
    private final TreeStore store;

    Prover(Pool pool, TreeStore store) {
        this.pool = pool;
        this.store = store;
    }

    /** What there is to be said. */
    sealed interface Proved {

        /** Hashes from the leaf up, or RFC 9162's consistency path, under the signed note of the newer head. */
        record Proof(long size, List<byte[]> path, String note) implements Proved {
            public Proof {
                path = List.copyOf(path);
            }
        }

        /** It stands in the log and under no such checkpoint yet. */
        record NotYet() implements Proved {}

        /** No checkpoint of such a size was signed. */
        record NotSigned() implements Proved {}

        /** The tree does not prove what it says. */
        record Broken() implements Proved {}
    }

    /** That {@code event} is in the tree of the newest checkpoint, or of the one of {@code size}. */
    Future<Proved> inclusion(Placed event, Optional<Long> size) {
        return size.map(wanted -> store.ofSize(pool, wanted))
                .orElseGet(() -> store.latest(pool))
                .compose(signed -> signed.map(found -> inclusion(event, found))
                        .orElseGet(() -> Future.succeededFuture(
                                size.isPresent() ? new Proved.NotSigned() : new Proved.NotYet())));
    }

    private Future<Proved> inclusion(Placed event, Signed signed) {
        Head head = signed.head();
        if (event.index() >= head.size()) {
            return Future.succeededFuture(new Proved.NotYet());
        }
        return path(Merkle.inclusion(event.index(), head.size())).map(path -> {
            byte[] root = Merkle.rootOf(Leaf.hash(event.entry()), event.index(), head.size(), path);
            return checked(Arrays.equals(root, head.root()), path, signed);
        });
    }

    /** That the tree of {@code from} leaves is a beginning of that of {@code until}; both were signed. */
    Future<Proved> consistency(long from, long until) {
        Future<Optional<Signed>> older = store.ofSize(pool, from);
        Future<Optional<Signed>> newer = store.ofSize(pool, until);
        return Future.all(older, newer)
                .compose(_ -> older.result().isPresent() && newer.result().isPresent()
                        ? consistency(
                                older.result().get().head(), newer.result().get())
                        : Future.succeededFuture(new Proved.NotSigned()));
    }

    private Future<Proved> consistency(Head old, Signed signed) {
        Head head = signed.head();
        List<Span> spans = old.size() == head.size() ? List.of() : Merkle.consistency(old.size(), head.size());
        return path(spans)
                .map(path -> checked(
                        Merkle.isConsistent(old.size(), old.root(), head.size(), head.root(), path), path, signed));
    }

    private Future<List<byte[]>> path(List<Span> spans) {
        List<Run> runs =
                spans.stream().flatMap(span -> Merkle.runs(span).stream()).toList();
        return store.nodes(pool, runs)
                .map(nodes ->
                        spans.stream().map(span -> Merkle.hash(span, nodes)).toList());
    }

    private static Proved checked(boolean holds, List<byte[]> path, Signed signed) {
        if (!holds) {
            LOG.error("event=tree-broken cause=proof");
        }
        return holds ? new Proved.Proof(signed.head().size(), path, signed.note()) : new Proved.Broken();
    }

    /** The hashes of a tile in their order, one after the other; empty when the signed tree has no such tile. */
    Future<Optional<byte[]>> tile(Tile tile) {
        return store.latest(pool)
                .compose(signed ->
                        isIn(tile, signed) ? hashes(tile).map(Optional::of) : Future.succeededFuture(Optional.empty()));
    }

    private Future<byte[]> hashes(Tile tile) {
        return store.nodes(pool, List.of(new Run(tile.level(), tile.first(), tile.width())))
                .map(nodes -> joined(Stream.iterate(tile.first(), number -> number + 1)
                        .limit(tile.width())
                        .map(number -> nodes.get(tile.level(), number))
                        .toList()));
    }

    /** A bundle of entries (C2SP tlog-tiles): before each its length in two bytes; empty as for {@link #tile}. */
    Future<Optional<byte[]>> entries(Tile tile) {
        return store.latest(pool)
                .compose(signed -> isIn(tile, signed)
                        ? store.entries(pool, tile.first(), tile.first() + tile.width())
                                .map(entries -> Optional.of(joined(entries.stream()
                                        .flatMap(entry -> Stream.of(length(entry), entry))
                                        .toList())))
                        : Future.succeededFuture(Optional.empty()));
    }

    private static boolean isIn(Tile tile, Optional<Signed> signed) {
        return signed.stream().anyMatch(known -> tile.isIn(known.head().size()));
    }

    private static byte[] length(byte[] entry) {
        return new byte[] {(byte) (entry.length >> 8), (byte) entry.length};
    }

    private static byte[] joined(List<byte[]> parts) {
        byte[] all = new byte[parts.stream().mapToInt(part -> part.length).sum()];
        int at = 0;
        for (byte[] part : parts) {
            System.arraycopy(part, 0, all, at, part.length);
            at += part.length;
        }
        return all;
    }
}
