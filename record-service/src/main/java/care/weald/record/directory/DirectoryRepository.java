package care.weald.record.directory;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Reads the directory. */
@ApplicationScoped
@SuppressWarnings("InlineFormatString") // statements stand beside their methods
class DirectoryRepository {

    private final Pool pool;

    DirectoryRepository(Pool pool) {
        this.pool = pool;
    }

    /** An entry as it is served. */
    @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
    record Entry(UUID id, int version, Instant receivedAt, byte[] json) {}

    /** A page, and how many there are in all. */
    record Page(List<Entry> entries, long total) {}

    private static final String READ = """
            select entry, version, received_at, body from directory_entry
            where entry = $1 and type = $2 and superseded_at is null
            """;

    Uni<Optional<Entry>> read(String type, UUID id) {
        return pool.preparedQuery(READ)
                .execute(Tuple.of(id, type))
                .map(rows -> rows.size() == 0
                        ? Optional.empty()
                        : Optional.of(entry(rows.iterator().next())));
    }

    private static final String SEARCH = """
            with hit as materialized (
                select e.entry, e.version from directory_entry e
                where e.type = $1 and e.superseded_at is null%1$s
            )
            select e.entry, e.version, e.received_at, e.body, t.total
            from (select count(*) as total from hit) t
            left join ((select * from hit%2$s order by entry limit $2) h
                join directory_entry e on e.entry = h.entry and e.version = h.version) on true
            order by e.entry
            """;

    private static final String BY_IDENTIFIER = """

                    and e.entry in (select k.entry from directory_key k
                        where k.type = $1 and k.kind = 'identifier' and k.value = any($%d::text[]))""";

    /** The operators are those of the index, which a pattern that is a parameter could not use. */
    private static final String BY_NAME = """

                    and e.entry in (select k.entry from directory_key k
                        where k.type = $1 and k.kind = 'name' and k.value ~>=~ $%1$d::text
                            and k.value ~<~ ($%1$d::text || U&'\\+10FFFF'))""";

    private static final String BY_ID = "\n        and e.entry = any($%d::uuid[])";

    /** A condition that was not asked for is not in the statement, so each form has its own plan. */
    Uni<Page> search(String type, DirectoryQuery query) {
        Tuple tuple = Tuple.of(type, (long) query.count() + 1);
        StringBuilder conditions = new StringBuilder();
        if (!query.identifiers().isEmpty()) {
            tuple.addValue(query.identifiers().toArray(String[]::new));
            conditions.append(BY_IDENTIFIER.formatted(tuple.size()));
        }
        query.name().ifPresent(name -> {
            tuple.addValue(name);
            conditions.append(BY_NAME.formatted(tuple.size()));
        });
        query.ids().ifPresent(ids -> {
            tuple.addValue(ids.toArray(UUID[]::new));
            conditions.append(BY_ID.formatted(tuple.size()));
        });
        String after = query.after()
                .map(entry -> " where entry > $" + tuple.addValue(entry).size() + "::uuid")
                .orElse("");
        return pool.preparedQuery(SEARCH.formatted(conditions, after))
                .execute(tuple)
                .map(rows -> {
                    List<Entry> entries = new ArrayList<>();
                    long total = 0;
                    for (Row row : rows) {
                        total = row.getLong(4);
                        if (row.getUUID(0) != null) {
                            entries.add(entry(row));
                        }
                    }
                    return new Page(entries, total);
                });
    }

    private static Entry entry(Row row) {
        return new Entry(
                row.getUUID(0),
                row.getInteger(1),
                row.getOffsetDateTime(2).toInstant(),
                row.getBuffer(3).getBytes());
    }
}
