package care.weald.audit.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import care.weald.audit.export.LogExport;
import care.weald.audit.log.Appended;
import care.weald.audit.log.EventLog;
import care.weald.audit.log.TestEvents;
import care.weald.audit.support.Database;
import care.weald.audit.support.Peers;
import care.weald.audit.support.PostgresResource;
import care.weald.audit.tree.LogKeys;
import care.weald.audit.tree.NoteKey;
import care.weald.audit.tree.Turns;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever owns the database changes the log behind the service's back; the export is verified with the public key alone. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(Peers.class)
class TamperTest {

    @Inject
    EventLog log;

    @Inject
    Turns turns;

    @Inject
    LogKeys keys;

    @TempDir
    Path folder;

    /** The leaf that will be tampered with: a signed head stands before it and one after it. */
    private long victim;

    private String trusted = "";

    @BeforeEach
    void someLeavesAndHeads() throws Exception {
        append(300);
        victim = Database.number("select next_index from log_head");
        append(1);
        append(1);
        append(40);
        trusted = text("select note from tree_checkpoint order by size desc limit 1");
    }

    @Test
    void anUntouchedLogHolds() throws Exception {
        Report report = tampered("select 1");

        assertEquals("", report.finding().map(Object::toString).orElse(""));
        assertEquals(Database.number("select max(size) from tree_checkpoint"), report.leaves());
        assertTrue(report.heads() >= 4);
    }

    @Test
    void aFlippedByteIsNamed() throws Exception {
        assertNamed(victim, victim, tampered("""
                alter table audit_event drop constraint leaf_hash_is_of_entry;
                update audit_event set body = set_byte(body, 10, get_byte(body, 10) # 1) where log_index = %d
                """.formatted(victim)));
    }

    @Test
    void aFlippedByteOfTheIdentifyingPartIsNamed() throws Exception {
        assertNamed(victim, victim, tampered("""
                alter table audit_event drop constraint identity_hash_is_of_identity;
                update audit_event set identity = set_byte(identity, 3, get_byte(identity, 3) # 1) where log_index = %d
                """.formatted(victim)));
    }

    @Test
    void aDeletedRowIsNamed() throws Exception {
        assertNamed(victim, victim, tampered("""
                delete from audit_event where log_index = %d;
                delete from event_key where log_index = %d
                """.formatted(victim, victim)));
    }

    @Test
    void aRowWhoseContentAloneIsDeletedIsNamed() throws Exception {
        assertNamed(victim, victim, tampered("delete from audit_event where log_index = " + victim));
    }

    @Test
    void aBackDatedRowWithAllItsHashesMadeAnewIsNamed() throws Exception {
        assertNamed(
                victim,
                victim,
                tampered("""
                update event_key set entry = convert_to(replace(convert_from(entry, 'UTF8'),
                    (extract(epoch from recorded) * 1000)::bigint::text,
                    ((extract(epoch from recorded) - 86400) * 1000)::bigint::text), 'UTF8') where log_index = %1$d;
                """.formatted(victim).replace(
                                "update", "alter table event_key drop constraint leaf_hash_is_of_entry; update")
                        + "update event_key set leaf_hash = sha256('\\x00'::bytea || entry) where log_index = "
                        + victim));
    }

    @Test
    void aTailThatWasCutOffIsNamedByACheckpointKeptElsewhere() throws Exception {
        long cut = victim + 2;

        Report report = tampered("""
                delete from tree_checkpoint where size > %1$d;
                delete from tree_head where size > %1$d;
                delete from audit_event where log_index >= %1$d;
                delete from event_key where log_index >= %1$d
                """.formatted(cut));

        assertNamed(cut, cut, report);
    }

    @Test
    void anIdentifyingPartThatWasTakenAwayWithoutADecisionIsNamed() throws Exception {
        assertNamed(victim, victim, tampered("update audit_event set identity = null where log_index = " + victim));
    }

    @Test
    void anErasureThatTheLogTellsOfHolds() throws Exception {
        UUID erased = UUID.fromString(text("select event_id::text from event_key where log_index = " + victim));
        Appended.Kept teller = (Appended.Kept)
                log.append(TestEvents.of("tells of " + erased)).await().atMost(Duration.ofSeconds(20));
        turns.take();
        String id = text("select event_id::text from event_key where log_index = " + teller.index());
        trusted = text("select note from tree_checkpoint order by size desc limit 1");

        Report report = tampered("select erase_identity(array['%s']::uuid[], '%s')".formatted(erased, id));

        assertEquals("", report.finding().map(Object::toString).orElse(""));
        assertEquals(1 + Database.number("select count(*) from erasure"), report.erased());
    }

    @Test
    void anErasureThatNoEventTellsOfIsRefused() throws SQLException {
        String erased = text("select event_id::text from event_key where log_index = " + victim);
        String silent = text("select event_id::text from event_key where log_index = " + (victim + 1));

        SQLException refused = assertThrows(
                SQLException.class,
                () -> tampered("select erase_identity(array['%s']::uuid[], '%s')".formatted(erased, silent)));

        assertEquals("23514", refused.getSQLState());
    }

    @Test
    void withAnotherKeyNothingIsProved() throws Exception {
        Path other = folder.resolve("other-keys");
        Files.writeString(other, "sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8\n");
        Report _ = tampered("select 1");

        assertEquals(1, AuditVerify.run(List.of(folder.toString(), other.toString()), quiet()));
        assertEquals(2, AuditVerify.run(List.of(folder.toString()), quiet()));
        assertEquals(2, AuditVerify.run(List.of(folder.toString(), "no-such-file"), quiet()));
    }

    private static void assertNamed(long first, long last, Report report) {
        Report.Finding found = report.finding().orElseThrow();
        assertEquals(List.of(first, last), List.of(found.first(), found.last()), found.toString());
    }

    private static PrintStream quiet() {
        return new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
    }

    /** What verification of an export says, of a database that was tampered with so. The database itself is spared. */
    private Report tampered(String sql) throws SQLException, IOException {
        try (Connection connection = Database.asOwner();
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("set local weald.retention = 'on'");
            statement.execute(sql);
            long _ = new LogExport(connection, folder).write();
            connection.rollback();
        }
        String lines = keys.known().stream().map(NoteKey::text).collect(Collectors.joining("\n"));
        List<NoteKey> known =
                lines.lines().map(line -> NoteKey.parse(line).orElseThrow()).toList();
        return new Verifier(new Folder(folder), Instant.MIN).verify(known, List.of(trusted));
    }

    /** Appends events, and has the head signed. */
    private void append(int events) {
        for (int i = 0; i < events; i++) {
            Appended _ = log.append(TestEvents.of("tampered")).await().atMost(Duration.ofSeconds(20));
        }
        turns.take();
    }

    private static String text(String sql) throws SQLException {
        try (Connection connection = Database.asOwner();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            assertTrue(rows.next());
            return rows.getString(1);
        }
    }
}
