package care.weald.audit.tree;

import care.weald.audit.support.Database;
import care.weald.audit.support.Peers;
import care.weald.audit.support.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.sqlclient.Pool;
import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/**
 * Prints how many leaves a second the sequencer takes, and how long proofs and tiles take, with a million leaves. Run by
 * hand: {@code -Dtest=TreeBench}. It asserts nothing.
 */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(Peers.class)
class TreeBench {

    private static final int LEAVES = 1_000_000;

    private static final String FILL = """
            with made as (
                select i, convert_to(rpad('entry ' || i, 155, 'x'), 'UTF8') as entry
                from generate_series((select next_index from log_head), %d - 1) as i
            ), kept as (
                insert into event_key (event_id, log_index, recorded, content_hash, leaf_hash, entry)
                select gen_random_uuid(), i, now(), sha256(entry), sha256('\\x00'::bytea || entry), entry from made
            )
            update log_head set next_index = %d
            """.formatted(LEAVES, LEAVES);

    @Inject
    TreeStore store;

    @Inject
    Prover prover;

    @Inject
    Turns turns;

    @Inject
    Pool pool;

    @Test
    void print() throws Exception {
        Database.run(FILL);
        long start = System.nanoTime();
        long before = Database.number("select coalesce(max(size), 0) from tree_head");
        while (Database.number("select coalesce(max(size), 0) from tree_checkpoint") < LEAVES) {
            turns.take();
        }
        System.out.printf("leaves/s into the tree: %.0f%n", (LEAVES - before) * 1e9 / (System.nanoTime() - start));
        measure("inclusion", 500, () -> inclusion(ThreadLocalRandom.current().nextLong(LEAVES)));
        measure(
                "tile",
                500,
                () -> get(prover.tile(new Tile(0, ThreadLocalRandom.current().nextLong(LEAVES / 256), 256))
                        .toCompletionStage()));
        long old = Database.number("select min(size) from tree_checkpoint");
        measure("consistency", 200, () -> get(prover.consistency(old, LEAVES).toCompletionStage()));
    }

    private Prover.Proved inclusion(long index) {
        TreeStore.Placed placed =
                get(store.placed(pool, index).toCompletionStage()).orElseThrow();
        Prover.Proved proved = get(prover.inclusion(placed, Optional.empty()).toCompletionStage());
        if (!(proved instanceof Prover.Proved.Proof)) {
            throw new IllegalStateException(proved.toString());
        }
        return proved;
    }

    private static <T> T get(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().get(20, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static void measure(String name, int times, Supplier<?> work) {
        long[] micros = new long[times];
        for (int i = 0; i < times; i++) {
            long start = System.nanoTime();
            Object _ = work.get();
            micros[i] = (System.nanoTime() - start) / 1_000;
        }
        Arrays.sort(micros);
        System.out.printf("%s: p50 %d us, p95 %d us%n", name, micros[times / 2], micros[times * 95 / 100]);
    }
}
