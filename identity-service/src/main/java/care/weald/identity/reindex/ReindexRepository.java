package care.weald.identity.reindex;

import care.weald.identity.index.MatchIndex;
import care.weald.identity.link.LinkLocks;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.StreamSupport;

/** Source patients whose index is missing or of an earlier normalisation, always inside the caller's transaction. */
@ApplicationScoped
class ReindexRepository {

    /** Before every id. */
    static final UUID FIRST = new UUID(0, 0);

    /** After every id: nothing is missing behind it. */
    static final UUID LAST = new UUID(-1, -1);

    /** A source patient to be indexed. */
    record Waiting(UUID source, boolean missing) {}

    /** A source patient's newest version. */
    record Registration(UUID source, String organisation, Buffer resource) {

        @Override
        public String toString() {
            return "Registration[***]";
        }
    }

    /** "Weald" and "index": no NHS number and, with all but certainty, no id has this key. */
    private static final String OURS = "select pg_try_advisory_xact_lock(6297966483190540408)";

    /** True when no other replica is at it; it stays so until {@code transaction} ends. */
    Uni<Boolean> isOurs(SqlConnection transaction) {
        return transaction
                .preparedQuery(OURS)
                .execute()
                .map(rows -> rows.iterator().next().getBoolean(0));
    }

    private static final String LEFT = """
            select (select count(*) from match_row where normalisation < $1)
                 + (select count(*) from source_patient as source
                     where source.id > $2 and source.removed_from is null
                       and not exists (select from match_row as made
                                        where made.source_patient = source.id and made.source_patient > $2))
            """;

    /** How many wait, of those without an index only the ones after {@code after}. */
    Uni<Long> left(SqlConnection transaction, UUID after) {
        return transaction
                .preparedQuery(LEFT)
                .execute(Tuple.of(MatchIndex.NORMALISATION, after))
                .map(rows -> rows.iterator().next().getLong(0));
    }

    /** The limit is no parameter, so that the planner knows how few are wanted. */
    private static final String NEXT = """
            (select source_patient, false as missing from match_row where normalisation < $1
              order by normalisation, source_patient limit %1$d)
            union all
            (select source.id, true from source_patient as source
              where source.id > $2 and source.removed_from is null
                and not exists (select from match_row as made
                                 where made.source_patient = source.id and made.source_patient > $2)
              order by source.id limit %1$d)
            limit %1$d
            """.formatted(Reindexer.BATCH);

    /** The next ones that wait: first those of an earlier normalisation, then those without an index, by id. */
    Uni<List<Waiting>> next(SqlConnection transaction, UUID after) {
        return transaction
                .preparedQuery(NEXT)
                .execute(Tuple.of(MatchIndex.NORMALISATION, after))
                .map(rows -> list(rows, row -> new Waiting(row.getUUID(0), row.getBoolean(1))));
    }

    private static final String FREE = """
            select id from unnest($1::uuid[], $2::bigint[]) as asked (id, key) where pg_try_advisory_xact_lock(key)
            """;

    /** Those of {@code waiting} that no feed and no steward is changing; nobody does until {@code transaction} ends. */
    Uni<List<UUID>> free(SqlConnection transaction, List<Waiting> waiting) {
        UUID[] ids = waiting.stream().map(Waiting::source).toArray(UUID[]::new);
        Long[] keys = waiting.stream().map(one -> LinkLocks.key(one.source())).toArray(Long[]::new);
        return transaction
                .preparedQuery(FREE)
                .execute(Tuple.of(ids, keys))
                .map(rows -> list(rows, row -> row.getUUID(0)));
    }

    private static final String READ = """
            select source.id, source.organisation, source.resource
              from source_patient as source
              left join match_row as made on made.source_patient = source.id
             where source.id = any ($1) and source.removed_from is null and coalesce(made.normalisation, -1) < $2
            """;

    /** Those of {@code sources} that still wait. MUST come after {@link #free}, in a statement of its own. */
    Uni<List<Registration>> read(SqlConnection transaction, List<UUID> sources) {
        return transaction
                .preparedQuery(READ)
                .execute(Tuple.of(sources.toArray(UUID[]::new), MatchIndex.NORMALISATION))
                .map(rows -> list(
                        rows,
                        row -> new Registration(
                                row.getUUID(0),
                                row.getString(1),
                                row.getDelegate().getBuffer(2))));
    }

    private static <T> List<T> list(RowSet<Row> rows, Function<Row, T> each) {
        return StreamSupport.stream(rows.spliterator(), false).map(each).toList();
    }
}
