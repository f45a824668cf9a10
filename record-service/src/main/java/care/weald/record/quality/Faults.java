package care.weald.record.quality;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** Keeps the faults of what a message brings, in its transaction. A message without faults and corrections adds one row. */
public final class Faults {

    private Faults() {}

    /**
     * An item that a message stores.
     *
     * @param before the source patient that its version before hung on
     * @param rules codes of its faults
     */
    public record Checked(
            UUID sourcePatient, UUID before, UUID item, int version, String type, String category, List<String> rules) {

        public Checked {
            rules = List.copyOf(rules);
        }
    }

    /** Stores the faults of {@code items}, ends those of the versions that they replace, and counts what is new. */
    public static List<Uni<Void>> store(
            SqlConnection connection, String organisation, OffsetDateTime at, List<Checked> items) {
        List<Uni<Void>> all = new ArrayList<>();
        List<Checked> changed =
                items.stream().filter(item -> item.version() > 1).toList();
        if (!changed.isEmpty()) {
            all.add(supersede(connection, at, changed));
        }
        List<Checked> faulty =
                items.stream().filter(item -> !item.rules().isEmpty()).toList();
        if (!faulty.isEmpty()) {
            all.add(insert(connection, organisation, at, faulty));
        }
        if (changed.size() < items.size()) {
            all.add(count(connection, organisation, at, items));
        }
        return all;
    }

    private static final String SUPERSEDE = """
            update item_fault f set superseded_at = $1
            from unnest($2::uuid[], $3::uuid[]) as c(source_patient, item)
            where f.source_patient = c.source_patient and f.item = c.item and f.superseded_at is null
            """;

    private static Uni<Void> supersede(SqlConnection connection, OffsetDateTime at, List<Checked> items) {
        return connection
                .preparedQuery(SUPERSEDE)
                .execute(Tuple.of(
                        at,
                        items.stream().map(Checked::before).toArray(UUID[]::new),
                        items.stream().map(Checked::item).toArray(UUID[]::new)))
                .replaceWithVoid();
    }

    private static final String INSERT = """
            insert into item_fault (organisation, received_at, source_patient, item, version, type, category, rules)
            select $1, $2, source_patient, item, version, type, category, string_to_array(rules, ' ')
            from unnest($3::uuid[], $4::uuid[], $5::int[], $6::text[], $7::text[], $8::text[])
                as row(source_patient, item, version, type, category, rules)
            """;

    private static Uni<Void> insert(
            SqlConnection connection, String organisation, OffsetDateTime at, List<Checked> items) {
        Tuple tuple = Tuple.of(
                organisation,
                at,
                items.stream().map(Checked::sourcePatient).toArray(UUID[]::new),
                items.stream().map(Checked::item).toArray(UUID[]::new));
        tuple.addValue(items.stream().map(Checked::version).toArray(Integer[]::new));
        tuple.addValue(items.stream().map(Checked::type).toArray(String[]::new));
        tuple.addValue(items.stream().map(Checked::category).toArray(String[]::new));
        tuple.addValue(
                items.stream().map(item -> String.join(" ", item.rules())).toArray(String[]::new));
        return connection.preparedQuery(INSERT).execute(tuple).replaceWithVoid();
    }

    private static final String COUNT = """
            insert into item_count (organisation, received_at, category, items)
            select $1, $2, category, items from unnest($3::text[], $4::int[]) as row(category, items)
            """;

    private static Uni<Void> count(
            SqlConnection connection, String organisation, OffsetDateTime at, List<Checked> items) {
        Map<String, Integer> counts = new TreeMap<>();
        for (Checked item : items) {
            if (item.version() == 1) {
                counts.merge(item.category(), 1, Integer::sum);
            }
        }
        return connection
                .preparedQuery(COUNT)
                .execute(Tuple.of(
                        organisation,
                        at,
                        counts.keySet().toArray(String[]::new),
                        counts.values().toArray(Integer[]::new)))
                .replaceWithVoid();
    }
}
