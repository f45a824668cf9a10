package care.weald.record.feed;

import care.weald.record.document.DocumentRepository;
import care.weald.record.quality.Faults;
import care.weald.record.structure.Span;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Stores what a message comes to: a few statements for hundreds of rows, sent without waiting for one another. */
final class FeedRepository {

    private static final int ROWS_A_STATEMENT = 500;

    private FeedRepository() {}

    /** Which message the rows come from. */
    record Origin(String organisation, String message, Instant at) {

        OffsetDateTime time() {
            return at.atOffset(ZoneOffset.UTC);
        }
    }

    /** Another message changed what this one is about to change: it has to look again. */
    static final class Race extends RuntimeException {
        Race() {
            super(null, null, false, false);
        }
    }

    /** Fails with {@link Race} when another message came first. The connection keeps the order of the statements. */
    static Uni<Void> store(SqlConnection connection, Origin origin, List<ItemRow> items, List<DirectoryRow> directory) {
        List<Uni<Void>> all = new ArrayList<>();
        for (List<ItemRow> rows : chunks(items)) {
            all.add(supersede(connection, origin, rows));
            all.add(insert(connection, origin, rows));
            all.add(settle(connection, rows));
            all.add(move(connection, rows));
            all.add(contents(connection, origin, rows));
            all.addAll(Faults.store(connection, origin.organisation(), origin.time(), checked(rows)));
        }
        for (List<DirectoryRow> rows : chunks(directory)) {
            all.add(supersedeDirectory(connection, origin, rows));
            all.add(insertDirectory(connection, origin, rows));
            all.add(insertKeys(connection, origin, rows));
        }
        return all.isEmpty()
                ? Uni.createFrom().voidItem()
                : Uni.join().all(all).andFailFast().replaceWithVoid();
    }

    private static List<Faults.Checked> checked(List<ItemRow> rows) {
        return rows.stream()
                .map(row -> new Faults.Checked(
                        row.entry().sourcePatient(),
                        row.movedFrom().orElse(row.entry().sourcePatient()),
                        row.entry().item(),
                        row.version(),
                        row.entry().names().type(),
                        row.classification().category().code(),
                        row.faults()))
                .toList();
    }

    private static Uni<Void> each(RowSet<Row> changed, List<ItemRow> rows) {
        return changed.rowCount() == rows.size()
                ? Uni.createFrom().voidItem()
                : Uni.createFrom().failure(new Race());
    }

    private static <R> List<List<R>> chunks(List<R> rows) {
        List<List<R>> chunks = new ArrayList<>();
        for (int from = 0; from < rows.size(); from += ROWS_A_STATEMENT) {
            chunks.add(rows.subList(from, Math.min(rows.size(), from + ROWS_A_STATEMENT)));
        }
        return chunks;
    }

    private static final String SUPERSEDE = """
            update item i set superseded_at = $1, superseded_by = pg_current_xact_id()
            from unnest($2::uuid[], $3::uuid[]) as c(source_patient, item)
            where i.source_patient = c.source_patient and i.item = c.item and i.superseded_at is null
            """;

    private static Uni<Void> supersede(SqlConnection connection, Origin origin, List<ItemRow> rows) {
        List<ItemRow> changed = rows.stream().filter(row -> row.version() > 1).toList();
        if (changed.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        Columns<ItemRow> columns = new Columns<>(changed);
        return connection
                .preparedQuery(SUPERSEDE)
                .execute(Tuple.of(
                        origin.time(),
                        columns.of(row -> row.movedFrom().orElse(row.entry().sourcePatient()), UUID[]::new),
                        columns.of(row -> row.entry().item(), UUID[]::new)))
                .chain(done -> each(done, changed));
    }

    private static final String INSERT = """
            insert into item (organisation, message, received_at, source_patient, item, version, type, category, access_key,
                confidentiality, sensitivity, labels, status, clinical_status, codes, category_codes, identifiers,
                time_from, time_to, time_stated, second_from, second_to, reference_names, reference_items,
                source_id, source_updated, source_version, content_hash,
                body, body_places, key_facts, key_facts_places, administrative, administrative_places, further)
            select $1, $2, $3, source_patient, item, version, type, category, access_key,
                confidentiality, sensitivity::text[], labels::text[], status, clinical_status::text[], codes::text[],
                category_codes::text[], identifiers::text[],
                time_from, time_to, time_stated, second_from, second_to, reference_names::text[], reference_items::uuid[],
                source_id, source_updated, source_version, content_hash,
                body, body_places::int[], key_facts, key_facts_places::int[], administrative, administrative_places::int[],
                further::text[]
            from unnest($4::uuid[], $5::uuid[], $6::int[], $7::text[], $8::text[], $9::text[], $10::text[], $11::text[],
                $12::text[], $13::text[], $14::text[], $15::text[], $16::text[], $17::text[], $18::timestamptz[],
                $19::timestamptz[], $20::boolean[], $21::timestamptz[], $22::timestamptz[], $23::text[], $24::text[],
                $25::text[], $26::timestamptz[], $27::text[], $28::bytea[], $29::bytea[],
                $30::text[], $31::bytea[], $32::text[], $33::bytea[], $34::text[], $35::text[])
                as row(source_patient, item, version, type, category, access_key, confidentiality, sensitivity, labels,
                status, clinical_status, codes, category_codes, identifiers, time_from, time_to, time_stated, second_from,
                second_to, reference_names, reference_items, source_id,
                source_updated, source_version, content_hash, body, body_places, key_facts, key_facts_places,
                administrative, administrative_places, further)
            """;

    private static Uni<Void> insert(SqlConnection connection, Origin origin, List<ItemRow> rows) {
        Columns<ItemRow> all = new Columns<>(rows);
        Tuple tuple = Tuple.of(origin.organisation(), origin.message(), origin.time());
        add(tuple, all.of(row -> row.entry().sourcePatient(), UUID[]::new));
        add(tuple, all.of(row -> row.entry().item(), UUID[]::new));
        add(tuple, all.of(ItemRow::version, Integer[]::new));
        add(tuple, all.text(row -> row.entry().names().type()));
        add(tuple, all.text(row -> row.classification().category().code()));
        add(tuple, all.text(row -> row.classification().accessKey()));
        add(tuple, all.text(row -> String.valueOf(row.classification().confidentiality())));
        add(tuple, all.text(row -> Columns.literal(row.classification().sensitivity())));
        add(tuple, all.text(row -> Columns.literal(row.labels())));
        add(tuple, all.text(row -> row.facts().status()));
        add(tuple, all.text(row -> SearchTokens.literal(row.facts().clinicalStatus())));
        add(tuple, all.text(row -> SearchTokens.literal(row.facts().codes())));
        add(tuple, all.text(row -> SearchTokens.literal(row.facts().categories())));
        add(tuple, all.text(row -> Columns.literal(row.facts().identifiers())));
        add(tuple, times(rows, row -> row.facts().times().when().map(Span::from)));
        add(tuple, times(rows, row -> row.facts().times().when().map(Span::to)));
        add(tuple, all.of(row -> row.facts().times().stated(), Boolean[]::new));
        add(tuple, times(rows, row -> row.facts().times().second().map(Span::from)));
        add(tuple, times(rows, row -> row.facts().times().second().map(Span::to)));
        add(tuple, all.text(row -> Columns.literal(row.references().names())));
        add(tuple, all.text(row -> Columns.ids(row.references().targets())));
        add(tuple, all.text(row -> row.entry().sourceId()));
        add(tuple, times(rows, row -> row.entry().sourceUpdated()));
        add(tuple, all.text(row -> row.entry().sourceVersion()));
        add(tuple, all.of(row -> Buffer.buffer(row.hash()), Buffer[]::new));
        add(tuple, all.of(row -> Buffer.buffer(row.body().json()), Buffer[]::new));
        add(tuple, all.text(row -> Columns.literal(row.body().places())));
        add(tuple, all.of(row -> Buffer.buffer(row.keyFacts().json()), Buffer[]::new));
        add(tuple, all.text(row -> Columns.literal(row.keyFacts().places())));
        add(tuple, all.of(row -> Buffer.buffer(row.administrative().json()), Buffer[]::new));
        add(tuple, all.text(row -> Columns.literal(row.administrative().places())));
        add(tuple, all.text(row -> Columns.literal(row.facts().further())));
        return connection.preparedQuery(INSERT).execute(tuple).replaceWithVoid();
    }

    private static void add(Tuple tuple, Object column) {
        tuple.addValue(column);
    }

    private static @Nullable OffsetDateTime[] times(List<ItemRow> rows, Function<ItemRow, Optional<Instant>> column) {
        @Nullable OffsetDateTime[] times = new @Nullable OffsetDateTime[rows.size()];
        for (int i = 0; i < times.length; i++) {
            Optional<Instant> time = column.apply(rows.get(i));
            times[i] = time.isPresent() ? time.get().atOffset(ZoneOffset.UTC) : null;
        }
        return times;
    }

    private static Uni<Void> contents(SqlConnection connection, Origin origin, List<ItemRow> rows) {
        return DocumentRepository.store(
                connection,
                rows.stream().flatMap(row -> row.contents().stream()).toList(),
                origin.time());
    }

    private static final String SETTLE = """
            insert into item_home (item, source_patient)
            select item, source_patient from unnest($1::uuid[], $2::uuid[]) as row(item, source_patient)
            """;

    private static Uni<Void> settle(SqlConnection connection, List<ItemRow> rows) {
        List<ItemRow> settled = rows.stream().filter(row -> row.version() == 1).toList();
        if (settled.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        Columns<ItemRow> columns = new Columns<>(settled);
        return connection
                .preparedQuery(SETTLE)
                .execute(Tuple.of(
                        columns.of(row -> row.entry().item(), UUID[]::new),
                        columns.of(row -> row.entry().sourcePatient(), UUID[]::new)))
                .replaceWithVoid();
    }

    private static final String MOVE = """
            update item_home h set source_patient = c.source_patient
            from unnest($1::uuid[], $2::uuid[], $3::uuid[]) as c(item, source_patient, moved_from)
            where h.item = c.item and h.source_patient = c.moved_from
            """;

    private static Uni<Void> move(SqlConnection connection, List<ItemRow> rows) {
        List<ItemRow> moved =
                rows.stream().filter(row -> row.movedFrom().isPresent()).toList();
        if (moved.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        Columns<ItemRow> columns = new Columns<>(moved);
        return connection
                .preparedQuery(MOVE)
                .execute(Tuple.of(
                        columns.of(row -> row.entry().item(), UUID[]::new),
                        columns.of(row -> row.entry().sourcePatient(), UUID[]::new),
                        columns.of(row -> row.movedFrom().orElseThrow(), UUID[]::new)))
                .chain(done -> each(done, moved));
    }

    private static final String SUPERSEDE_DIRECTORY = """
            with old as (delete from directory_key where entry = any($2))
            update directory_entry set superseded_at = $1 where entry = any($2) and superseded_at is null
            """;

    private static Uni<Void> supersedeDirectory(SqlConnection connection, Origin origin, List<DirectoryRow> rows) {
        List<DirectoryRow> changed =
                rows.stream().filter(row -> row.version() > 1).toList();
        return changed.isEmpty()
                ? Uni.createFrom().voidItem()
                : connection
                        .preparedQuery(SUPERSEDE_DIRECTORY)
                        .execute(Tuple.of(origin.time(), new Columns<>(changed).of(DirectoryRow::entry, UUID[]::new)))
                        .replaceWithVoid();
    }

    private static final String INSERT_DIRECTORY = """
            insert into directory_entry (organisation, message, received_at, entry, version, type, content_hash, body)
            select $1, $2, $3, entry, version, type, content_hash, body
            from unnest($4::uuid[], $5::int[], $6::text[], $7::bytea[], $8::bytea[])
                as row(entry, version, type, content_hash, body)
            """;

    private static Uni<Void> insertDirectory(SqlConnection connection, Origin origin, List<DirectoryRow> rows) {
        Columns<DirectoryRow> all = new Columns<>(rows);
        Tuple tuple = Tuple.of(origin.organisation(), origin.message(), origin.time());
        add(tuple, all.of(DirectoryRow::entry, UUID[]::new));
        add(tuple, all.of(DirectoryRow::version, Integer[]::new));
        add(tuple, all.text(DirectoryRow::type));
        add(tuple, all.of(row -> Buffer.buffer(row.hash()), Buffer[]::new));
        add(tuple, all.of(row -> Buffer.buffer(row.body()), Buffer[]::new));
        return connection.preparedQuery(INSERT_DIRECTORY).execute(tuple).replaceWithVoid();
    }

    private static final String INSERT_KEYS = """
            insert into directory_key (organisation, type, kind, value, entry)
            select $1, type, kind, value, entry
            from unnest($2::text[], $3::text[], $4::text[], $5::uuid[]) as row(type, kind, value, entry)
            on conflict do nothing
            """;

    private record Key(String type, String kind, String value, UUID entry) {}

    private static Uni<Void> insertKeys(SqlConnection connection, Origin origin, List<DirectoryRow> rows) {
        List<Key> keys = new ArrayList<>();
        for (DirectoryRow row : rows) {
            for (String value : row.identifiers()) {
                keys.add(new Key(row.type(), "identifier", value, row.entry()));
                keys.add(new Key(row.type(), "identifier", value.substring(value.indexOf('|') + 1), row.entry()));
            }
            row.names().forEach(value -> keys.add(new Key(row.type(), "name", value, row.entry())));
        }
        Columns<Key> all = new Columns<>(keys);
        return connection
                .preparedQuery(INSERT_KEYS)
                .execute(Tuple.of(
                        origin.organisation(),
                        all.text(Key::type),
                        all.text(Key::kind),
                        all.text(Key::value),
                        all.of(Key::entry, UUID[]::new)))
                .replaceWithVoid();
    }
}
