package care.weald.audit.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import care.weald.audit.support.Database;
import care.weald.audit.support.Peers;
import care.weald.audit.support.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.YearMonth;
import java.time.ZoneOffset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(Peers.class)
class LogRolesTest {

    private static final String INSUFFICIENT_PRIVILEGE = "42501";

    @Inject
    EventLog log;

    @Inject
    Months months;

    @BeforeEach
    void somethingIsInTheLog() {
        Appended _ = log.append(Entries.of("roles")).await().atMost(Duration.ofSeconds(10));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update audit_event set outcome = '8'",
                "delete from audit_event",
                "truncate audit_event",
                "update event_key set log_index = log_index + 1",
                "delete from event_key",
                "truncate event_key",
                "delete from log_head",
                "update tree_head set root = sha256('x')",
                "delete from tree_head",
                "truncate tree_node",
                "delete from tree_node",
                "update tree_node set hash = sha256('x')",
                "update tree_checkpoint set note = ''",
                "delete from tree_checkpoint",
                "update log_head set next_index = 0",
                "insert into log_head (id, next_index) values (1, 0)",
                "create table more (id int)",
                "alter table audit_event disable trigger all",
                "drop table audit_event_other",
                "set session_replication_role = replica"
            })
    void theServicesOwnRoleCannotUndoAnything(String sql) throws SQLException {
        try (Connection connection = Database.asService();
                var statement = connection.createStatement()) {
            SQLException refused = assertThrows(SQLException.class, () -> statement.execute(sql));

            assertEquals(INSUFFICIENT_PRIVILEGE, refused.getSQLState());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update audit_event set outcome = '8'",
                "delete from audit_event",
                "truncate audit_event",
                "truncate audit_event_other",
                "delete from event_key",
                "update log_head set next_index = 0"
            })
    void theOwnerCannotEitherByMistake(String sql) throws SQLException {
        try (Connection connection = Database.asOwner();
                var statement = connection.createStatement()) {
            SQLException refused = assertThrows(SQLException.class, () -> statement.execute(sql));

            assertEquals(INSUFFICIENT_PRIVILEGE, refused.getSQLState());
        }
    }

    @Test
    void theServiceCannotTurnRetentionOnForItself() throws SQLException {
        try (Connection connection = Database.asService();
                var statement = connection.createStatement()) {
            statement.execute("set weald.retention = 'on'");
            SQLException refused = assertThrows(SQLException.class, () -> statement.execute("delete from audit_event"));

            assertEquals(INSUFFICIENT_PRIVILEGE, refused.getSQLState());
        }
    }

    @Test
    void retentionLetsTheOwnerRemove() throws SQLException {
        try (Connection connection = Database.asOwner();
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("set local weald.retention = 'on'");

            int removed = statement.executeUpdate("delete from audit_event where subject = 'roles'");

            connection.rollback();
            assertTrue(removed >= 1);
        }
    }

    @Test
    void bytesWithAnotherHashAreNotTaken() throws SQLException {
        try (Connection connection = Database.asService();
                var statement = connection.createStatement()) {
            SQLException refused = assertThrows(
                    SQLException.class,
                    () -> statement.execute("insert into audit_event select log_index + 1000000, event_id, recorded,"
                            + " organisation, subject, person, type, subtype, action, outcome, basis, categories,"
                            + " request_id, leaf_hash, 'other'::bytea from audit_event limit 1"));

            assertEquals("23514", refused.getSQLState());
        }
    }

    @Test
    void thisMonthAndTheNextThreeHaveTheirPartitions() throws SQLException {
        months.makeAhead().await().atMost(Duration.ofSeconds(10));

        assertEquals(
                4,
                Database.number("select count(*) from generate_series(0, 3) m where to_regclass('audit_event_'"
                        + " || to_char(date_trunc('month', now() at time zone 'UTC') + make_interval(months => m),"
                        + " 'YYYY_MM')) is not null"));
        assertEquals(
                0,
                Database.number("select count(*) from only audit_event_other where subject = 'roles'"
                        + " and recorded >= date_trunc('month', now())"));
    }

    @Test
    void anEventStandsInItsMonthsPartition() throws SQLException {
        String partition =
                "audit_event_" + YearMonth.now(ZoneOffset.UTC).toString().replace('-', '_');

        assertTrue(Database.number("select count(*) from " + partition + " where subject = 'roles'") >= 1);
    }
}
