package care.weald.record.feed;

import care.weald.record.category.ItemType;
import care.weald.record.feed.Lookups.Current;
import care.weald.record.feed.Lookups.Target;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Asks the database what a message needs to know: a statement a kind of question, however many entries there are. What
 * does not depend on another answer is asked without waiting for it.
 */
final class FeedLookups {

    private FeedLookups() {}

    /** What a message asks for. */
    record Wanted(Set<Conditional> conditions, Set<UUID> items, Set<UUID> directory) {}

    static Uni<Lookups> ask(SqlConnection connection, Wanted wanted, String organisation, FeedPatients patients) {
        Map<Conditional, Target> conditions = new HashMap<>();
        return Uni.combine()
                .all()
                .unis(
                        directoryConditions(connection, wanted.conditions(), organisation, conditions),
                        itemConditions(connection, wanted.conditions(), patients, conditions))
                .discardItems()
                .chain(() -> Uni.combine()
                        .all()
                        .unis(
                                items(connection, wanted.items(), conditions),
                                directory(connection, wanted.directory(), conditions))
                        .with((items, directory) -> new Lookups(conditions, items, directory)));
    }

    private static final String DIRECTORY_CONDITIONS = """
            select distinct on (w.type, w.value) w.type, w.value, k.entry, k.organisation = $3
            from unnest($1::text[], $2::text[]) as w(type, value)
            join directory_key k on k.type = w.type and k.kind = 'identifier' and k.value = w.value
            order by w.type, w.value, (k.organisation = $3) desc, k.organisation, k.entry
            """;

    /** The sender's own entry if there is one, else another's: what is in the directory is about no patient. */
    private static Uni<Void> directoryConditions(
            SqlConnection connection, Set<Conditional> wanted, String organisation, Map<Conditional, Target> found) {
        List<Conditional> asked = wanted.stream()
                .filter(one -> ItemType.DIRECTORY.contains(one.type()))
                .toList();
        if (asked.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        Columns<Conditional> columns = new Columns<>(asked);
        return connection
                .preparedQuery(DIRECTORY_CONDITIONS)
                .execute(Tuple.of(columns.text(Conditional::type), columns.text(Conditional::identifier), organisation))
                .invoke(rows -> rows.forEach(row -> found.put(
                        new Conditional(row.getString(0), row.getString(1)),
                        new Target(row.getUUID(2), Optional.empty(), row.getBoolean(3)))))
                .replaceWithVoid();
    }

    private static final String ITEM_CONDITIONS = """
            select distinct on (w.type, w.value) w.type, w.value, i.source_patient, i.item
            from unnest($1::text[], $2::text[]) as w(type, value)
            join item i on i.source_patient = any($3) and i.type = w.type and i.superseded_at is null
                and i.identifiers @> array[w.value]
            order by w.type, w.value, i.item
            """;

    /** Among the message's patients, whose items are all the sender's own. */
    private static Uni<Void> itemConditions(
            SqlConnection connection, Set<Conditional> wanted, FeedPatients patients, Map<Conditional, Target> found) {
        List<Conditional> asked = wanted.stream()
                .filter(one -> ItemType.of(one.type()).isPresent())
                .toList();
        if (asked.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        Columns<Conditional> columns = new Columns<>(asked);
        UUID[] ours = new HashSet<>(patients.byReference().values()).toArray(UUID[]::new);
        return connection
                .preparedQuery(ITEM_CONDITIONS)
                .execute(Tuple.of(columns.text(Conditional::type), columns.text(Conditional::identifier), ours))
                .invoke(rows -> rows.forEach(row -> found.put(
                        new Conditional(row.getString(0), row.getString(1)),
                        new Target(row.getUUID(3), Optional.of(row.getUUID(2)), true))))
                .replaceWithVoid();
    }

    private static final String ITEMS = """
            select i.item, i.source_patient, i.version, i.content_hash, i.received_at, i.source_updated, i.source_version
            from item_home h
            join item i on i.source_patient = h.source_patient and i.item = h.item and i.superseded_at is null
            where h.item = any($1)
            """;

    private static Uni<Map<UUID, Current>> items(
            SqlConnection connection, Set<UUID> own, Map<Conditional, Target> conditions) {
        Set<UUID> wanted = new HashSet<>(own);
        conditions.values().stream()
                .filter(target -> target.sourcePatient().isPresent())
                .forEach(target -> wanted.add(target.id()));
        if (own.isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        return connection
                .preparedQuery(ITEMS)
                .execute(Tuple.of(wanted.toArray(UUID[]::new)))
                .map(FeedLookups::currents);
    }

    private static Map<UUID, Current> currents(RowSet<Row> rows) {
        Map<UUID, Current> found = new HashMap<>();
        for (Row row : rows) {
            OffsetDateTime updated = row.getOffsetDateTime(5);
            found.put(
                    row.getUUID(0),
                    new Current(
                            row.getUUID(1),
                            row.getInteger(2),
                            row.getBuffer(3).getBytes(),
                            row.getOffsetDateTime(4).toInstant(),
                            updated == null ? null : updated.toInstant(),
                            row.getString(6)));
        }
        return found;
    }

    private static final String DIRECTORY = """
            select entry, entry, version, content_hash, received_at, null::timestamptz, ''
            from directory_entry
            where entry = any($1) and superseded_at is null
            """;

    private static Uni<Map<UUID, Current>> directory(
            SqlConnection connection, Set<UUID> own, Map<Conditional, Target> conditions) {
        Set<UUID> wanted = new HashSet<>(own);
        conditions.values().stream()
                .filter(target -> target.sourcePatient().isEmpty())
                .forEach(target -> wanted.add(target.id()));
        if (own.isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        return connection
                .preparedQuery(DIRECTORY)
                .execute(Tuple.of(wanted.toArray(UUID[]::new)))
                .map(FeedLookups::currents);
    }
}
