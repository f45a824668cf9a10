package care.weald.audit.watch;

import care.weald.audit.support.Database;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.postgresql.copy.CopyManager;
import org.postgresql.core.BaseConnection;

/** Puts events into the log as the owner, in the order of their times, each with an entry that holds. */
final class Field {

    private static final String TABLE = """
            create temp table sown (at timestamptz, organisation text, subject text, person uuid, persons text, basis text,
                outcome text, categories text, request text, facts text, planted text, number bigserial) on commit drop""";

    private static final String MADE = """
            create temp table made on commit drop as
            select (select next_index from log_head) + s.number - 1 as log_index, gen_random_uuid() as id,
                   date_trunc('milliseconds', s.at) as recorded, s.*, '\\x00112233445566778899aabbccddeeff'::bytea as salt,
                   convert_to('{}', 'UTF8') as body, convert_to('identity', 'UTF8') as identity
            from sown s""";

    private static final String ENTRIES = """
            create temp table entries on commit drop as
            select m.*, convert_to('weald-event/1' || e'\\n' || id || e'\\n' || (extract(epoch from recorded) * 1000)::bigint
                || e'\\n' || encode(sha256(salt || body), 'base64') || e'\\n' || encode(sha256(identity), 'base64') || e'\\n',
                'UTF8') as entry from made m""";

    private static final String KEYS = """
            insert into event_key (event_id, log_index, recorded, content_hash, leaf_hash, entry)
            select id, log_index, recorded, sha256(entry), sha256('\\x00'::bytea || entry), entry from entries""";

    private static final String EVENTS = """
            insert into audit_event (log_index, event_id, recorded, organisation, subject, person, persons, type, subtype,
                action, outcome, basis, categories, request_id, leaf_hash, body, kept_salt, identity, identity_hash, facts)
            select log_index, id, recorded, organisation, subject, person,
                   case when persons <> '' then string_to_array(persons, ',')::uuid[] end, 'rest', 'operation', 'E', outcome,
                   basis, string_to_array(categories, ','), request, sha256('\\x00'::bytea || entry), body, salt, identity,
                   sha256(identity), facts::jsonb from entries""";

    private static final String PLANTED = """
            create table if not exists planted (event_id uuid primary key, rule text, subject text, person uuid)""";

    private Field() {}

    /** Adds them; which of them were planted is kept in the table {@code planted}. */
    static void sow(Collection<Sown> events) throws SQLException {
        List<Sown> sorted =
                events.stream().sorted(Comparator.comparing(Sown::at)).toList();
        try (Connection connection = Database.asOwner();
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute(PLANTED);
            statement.execute("select next_index from log_head where id = 1 for update");
            statement.execute(TABLE);
            copy(connection, sorted);
            for (String sql : List.of(MADE, ENTRIES, KEYS, EVENTS)) {
                statement.execute(sql);
            }
            statement.execute(
                    "insert into planted select id, planted, subject, person from entries where planted <> ''");
            statement.execute("update log_head set next_index = next_index + (select count(*) from sown)");
            connection.commit();
        }
    }

    private static void copy(Connection connection, List<Sown> sorted) throws SQLException {
        String rows = sorted.stream().map(Field::row).collect(Collectors.joining());
        try {
            long _ = new CopyManager(connection.unwrap(BaseConnection.class))
                    .copyIn(
                            "copy sown (at, organisation, subject, person, persons, basis, outcome, categories, request,"
                                    + " facts, planted) from stdin",
                            new ByteArrayInputStream(rows.getBytes(StandardCharsets.UTF_8)));
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static String row(Sown sown) {
        return String.join(
                        "\t",
                        sown.at().toString(),
                        sown.staff().organisation(),
                        sown.staff().subject(),
                        sown.person() == null ? "\\N" : sown.person().toString(),
                        sown.persons().stream().map(UUID::toString).collect(Collectors.joining(",")),
                        sown.basis(),
                        sown.outcome(),
                        String.join(",", sown.categories()),
                        sown.request(),
                        sown.json(),
                        sown.planted())
                + "\n";
    }
}
