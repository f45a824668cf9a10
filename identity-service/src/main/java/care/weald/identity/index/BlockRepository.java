package care.weald.identity.index;

import care.weald.identity.match.BlockKeys;
import care.weald.identity.match.Demographics;
import care.weald.identity.match.Sieve;
import care.weald.identity.match.compare.Possible;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.LongStream;

/** Finds who shares a block key and is not somebody else beyond doubt, out of one index, for any number in one round trip. */
@ApplicationScoped
class BlockRepository {

    /** Blocks of so many questions take a thread less than a millisecond. */
    private static final int FEW = 2;

    private static final int ID = 16;
    private static final int ENTRY = ID + Possible.BYTES;

    /** What stands for a sketch that there is not: no sketch begins like this. */
    private static final long UNKNOWN = -1;

    /** A key that too many share says too little. */
    private static final String BLOCKS = """
            select asked.place, block.entries
              from unnest($1::bigint[]) with ordinality as asked (key, place)
             cross join lateral (
                   select count(*) as many, string_agg(uuid_send(member.source_patient)
                          || coalesce(member.sketch, decode(repeat('ff', %2$d), 'hex')), ''::bytea) as entries
                     from (select source_patient, sketch from block_key where block_key.key = asked.key limit %1$d + 1)
                       as member) as block
             where block.many between 1 and %1$d
            """.formatted(BlockKeys.LARGEST_BLOCK, Possible.BYTES);

    private final Vertx vertx;

    BlockRepository(Vertx vertx) {
        this.vertx = vertx;
    }

    /**
     * A question.
     *
     * @param but a source patient that is not among the answers
     * @param sieve made on the thread that uses it
     */
    record Sought(Demographics about, UUID but, Supplier<Sieve> sieve) {

        @Override
        public String toString() {
            return "Sought[***]";
        }
    }

    /**
     * Who may be the one sought.
     *
     * @param own found by a key that tells no place; only by such a key may somebody restricted be found
     * @param placed found by keys that tell a place alone
     */
    record Met(List<UUID> own, List<UUID> placed) {

        Met {
            own = List.copyOf(own);
            placed = List.copyOf(placed);
        }

        boolean isEmpty() {
            return own.isEmpty() && placed.isEmpty();
        }
    }

    /** One of the keys of the question at {@code place}. */
    private record Probe(int place, boolean own) {}

    /** Who may be whom, in the order of {@code sought}. */
    Uni<List<Met>> meet(SqlClient client, List<Sought> sought) {
        Map<Long, List<Probe>> probes = new LinkedHashMap<>();
        for (int i = 0; i < sought.size(); i++) {
            probe(sought.get(i).about(), i, probes);
        }
        List<List<Probe>> byKey = List.copyOf(probes.values());
        return client.preparedQuery(BLOCKS)
                .execute(Tuple.of((Object) probes.keySet().toArray(Long[]::new)))
                .chain(rows -> sought.size() <= FEW
                        ? Uni.createFrom().item(() -> sifted(sought, byKey, rows))
                        : vertx.executeBlocking(() -> sifted(sought, byKey, rows), false));
    }

    private static void probe(Demographics about, int place, Map<Long, List<Probe>> probes) {
        long[] all = BlockKeys.probe(about, true);
        LongStream.concat(
                        LongStream.of(BlockKeys.probe(about, false)),
                        LongStream.of(all).filter(key -> !BlockKeys.isLocation(key)))
                .distinct()
                .forEach(key ->
                        probes.computeIfAbsent(key, _ -> new ArrayList<>(1)).add(new Probe(place, true)));
        LongStream.of(all)
                .filter(BlockKeys::isLocation)
                .forEach(key ->
                        probes.computeIfAbsent(key, _ -> new ArrayList<>(1)).add(new Probe(place, false)));
    }

    private static List<Met> sifted(List<Sought> sought, List<List<Probe>> byKey, RowSet<Row> rows) {
        List<Sieve> sieves = sought.stream().map(one -> one.sieve().get()).toList();
        List<Map<UUID, Boolean>> found = new ArrayList<>();
        sought.forEach(_ -> found.add(new HashMap<>()));
        for (Row row : rows) {
            ByteBuffer entries = ByteBuffer.wrap(row.getDelegate().getBuffer(1).getBytes());
            for (Probe probe : byKey.get(row.getLong(0).intValue() - 1)) {
                sift(sieves.get(probe.place()), entries, probe.own(), found.get(probe.place()));
            }
        }
        List<Met> met = new ArrayList<>();
        for (int i = 0; i < sought.size(); i++) {
            found.get(i).remove(sought.get(i).but());
            met.add(met(found.get(i)));
        }
        return met;
    }

    private static void sift(Sieve sieve, ByteBuffer entries, boolean own, Map<UUID, Boolean> found) {
        for (int at = 0; at < entries.limit(); at += ENTRY) {
            if (entries.getLong(at + ID) == UNKNOWN || sieve.mayBe(entries, at + ID)) {
                found.merge(new UUID(entries.getLong(at), entries.getLong(at + Long.BYTES)), own, Boolean::logicalOr);
            }
        }
    }

    private static Met met(Map<UUID, Boolean> found) {
        List<UUID> own = new ArrayList<>();
        List<UUID> placed = new ArrayList<>();
        found.forEach((source, isOwn) -> (isOwn ? own : placed).add(source));
        return new Met(own, placed);
    }
}
