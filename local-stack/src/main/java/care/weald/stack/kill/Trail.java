package care.weald.stack.kill;

import care.weald.stack.Stack;
import care.weald.stack.kill.Disclosures.Shown;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

/** What the audit trail holds, counted in its own tables. */
final class Trail {

    private static final String MISSING =
            "select count(*) from unnest(?::uuid[]) as shown (id) where id not in (select event_id from event_key)";

    private static final String DOUBLED = """
            select count(*) from (select request_id from audit_event
                                   where outcome = '0' and request_id = any (?::text[]) and subtype <> 'closing'
                                   group by request_id having count(*) > 1) as twice
            """;

    private static final String GAPS = "select coalesce(max(log_index), -1) + 1 - count(*) from event_key";

    private final Stack stack;

    Trail(Stack stack) {
        this.stack = stack;
    }

    KillTest.Count compare(List<Shown> shown) throws SQLException {
        try (Connection connection = stack.database("audit")) {
            Array events = connection.createArrayOf(
                    "uuid", shown.stream().map(Shown::event).toArray(UUID[]::new));
            Array requests = connection.createArrayOf(
                    "text", shown.stream().map(one -> one.request().toString()).toArray(String[]::new));
            return new KillTest.Count(
                    count(connection, MISSING, events), count(connection, DOUBLED, requests), count(connection, GAPS));
        }
    }

    private static long count(Connection connection, String sql, Array... of) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            if (of.length > 0) {
                statement.setArray(1, of[0]);
            }
            try (ResultSet rows = statement.executeQuery()) {
                boolean _ = rows.next();
                return rows.getLong(1);
            }
        }
    }
}
