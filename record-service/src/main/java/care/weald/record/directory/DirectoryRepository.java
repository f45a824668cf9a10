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
import org.jspecify.annotations.Nullable;

/** Reads the directory. */
@ApplicationScoped
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
                where e.type = $1 and e.superseded_at is null
                    and ($2::text[] is null or e.entry in (select k.entry from directory_key k
                        where k.type = $1 and k.kind = 'identifier' and k.value = any($2::text[])))
                    and ($3::text is null or e.entry in (select k.entry from directory_key k
                        where k.type = $1 and k.kind = 'name' and k.value like $3::text))
                    and ($4::uuid[] is null or e.entry = any($4::uuid[]))
            )
            select e.entry, e.version, e.received_at, e.body, t.total
            from (select count(*) as total from hit) t
            left join ((select * from hit where $5::uuid is null or entry > $5::uuid order by entry limit $6) h
                join directory_entry e on e.entry = h.entry and e.version = h.version) on true
            order by e.entry
            """;

    Uni<Page> search(String type, DirectoryQuery query) {
        Tuple tuple = Tuple.of(type);
        tuple.addValue(
                query.identifiers().isEmpty() ? null : query.identifiers().toArray(String[]::new));
        tuple.addValue(pattern(query.name()));
        tuple.addValue(query.ids().map(ids -> ids.toArray(UUID[]::new)).orElse(null));
        tuple.addValue(query.after().orElse(null));
        tuple.addValue((long) query.count() + 1);
        return pool.preparedQuery(SEARCH).execute(tuple).map(rows -> {
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

    private static @Nullable String pattern(Optional<String> name) {
        return name.map(start -> start.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%")
                .orElse(null);
    }

    private static Entry entry(Row row) {
        return new Entry(
                row.getUUID(0),
                row.getInteger(1),
                row.getOffsetDateTime(2).toInstant(),
                row.getBuffer(3).getBytes());
    }
}
