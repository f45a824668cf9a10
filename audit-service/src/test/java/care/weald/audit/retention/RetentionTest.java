package care.weald.audit.retention;

import static care.weald.audit.watch.Officers.AUDIT_MANAGER;
import static care.weald.audit.watch.Officers.GUARDIAN;
import static care.weald.audit.watch.Officers.PRIVACY_OFFICER;
import static care.weald.audit.watch.Officers.PROGRAMME;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasItem;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import care.weald.audit.export.LogExport;
import care.weald.audit.support.Database;
import care.weald.audit.support.Peers;
import care.weald.audit.support.PostgresResource;
import care.weald.audit.tree.LogKeys;
import care.weald.audit.tree.NoteKey;
import care.weald.audit.tree.Turns;
import care.weald.audit.verify.Folder;
import care.weald.audit.verify.Report;
import care.weald.audit.verify.Verifier;
import care.weald.audit.watch.Officers;
import care.weald.audit.watch.Unwatched;
import care.weald.audit.watch.Watching;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@QuarkusTest
@TestProfile(Unwatched.class)
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(Peers.class)
class RetentionTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration LONG_AGO = Duration.ofDays(365 * 31 + 40);
    private static final Instant LONG_PAST = Instant.parse("1999-01-01T00:00:00Z");
    private static final String HERE = "KZ016";

    @Inject
    Retention retention;

    @Inject
    Watching watching;

    @Inject
    Turns turns;

    @Inject
    LogKeys keys;

    @TempDir
    Path folder;

    private final UUID person = UUID.randomUUID();
    private final UUID other = UUID.randomUUID();
    private String event = "";

    @BeforeEach
    void somethingOfLongAgo() throws SQLException {
        watching.opened(LONG_AGO, HERE, "u-" + person, person);
        watching.opened(LONG_AGO, HERE, "u-" + other, other);
        event = Database.text("select event_id from audit_event where person = '" + person + "'");
        turns.take();
    }

    private long retire() {
        return retention.retire(retention.term()).await().atMost(PATIENCE);
    }

    private static long about(UUID whom) throws SQLException {
        return Database.number("select count(*) from audit_event where person = '" + whom + "'");
    }

    private static String proof(String event, long size) {
        return Officers.with(PROGRAMME, AUDIT_MANAGER, "audit")
                .get("/proofs/inclusion?event=" + event + "&size=" + size)
                .then()
                .statusCode(200)
                .extract()
                .asString();
    }

    @Test
    void contentsGoAndProofsStay() throws Exception {
        // Given
        long size = Database.number("select max(size) from tree_checkpoint");
        String before = proof(event, size);
        long today = Database.number("select count(*) from audit_event where recorded > now() - interval '1 day'");

        // When
        assertTrue(retire() >= 2);

        // Then
        assertEquals(0, about(person));
        assertEquals(before, proof(event, size));
        assertEquals(1, Database.number("select count(*) from event_key where event_id = '" + event + "'"));
        assertEquals(
                today + 1,
                Database.number("select count(*) from audit_event where recorded > now() - interval '1 day'"));
        assertEquals(0, retire());
    }

    @Test
    void whatIsLeftIsVerified() throws Exception {
        long _ = retire();
        turns.take();

        try (Connection database = Database.asService()) {
            database.setAutoCommit(false);
            long _ = new LogExport(database, folder).write();
            database.rollback();
        }
        List<NoteKey> known = keys.known().stream().toList();
        Report report = new Verifier(new Folder(folder), LONG_PAST).verify(known, List.of());

        assertEquals("", report.finding().map(Object::toString).orElse(""));
    }

    @Test
    void anOpenCaseHoldsWhoItIsAboutUntilItIsClosed() throws SQLException {
        // Given a case about a member of staff and the person
        watching.selfLookup(HERE, "u-" + person, "R8000", person);
        int _ = watching.all();
        String alert = Database.text("select id from alert where rule = 'self' and person = '" + person + "'");
        String task = Officers.as(HERE, GUARDIAN)
                .post("/alerts/" + alert + "/$open-case")
                .then()
                .statusCode(201)
                .extract()
                .path("id");

        // When
        long _ = retire();

        // Then
        assertEquals(2, about(person));
        assertEquals(0, about(other));

        // When it is closed
        String url = "/cases/" + task.replace("case-", "");
        Officers.as(HERE, GUARDIAN).contentType("application/json").body("{}").post(url + "/$assign");
        Officers.as(HERE, GUARDIAN)
                .contentType("application/json")
                .body("{\"outcome\":\"justified\",\"note\":\"asked\"}")
                .post(url + "/$close")
                .then()
                .statusCode(200);
        long _ = retire();

        // Then
        assertEquals(1, about(person));
    }

    @Test
    void aMonthOfWhichNothingIsHeldGoesAsAWhole() throws SQLException {
        // Given
        Database.run("create table if not exists audit_event_1994_05 partition of audit_event"
                + " for values from ('1994-05-01 00:00:00+00') to ('1994-06-01 00:00:00+00')");
        UUID then = UUID.randomUUID();
        watching.opened(Duration.between(Instant.parse("1994-05-20T10:00:00Z"), Instant.now()), HERE, "u-1994", then);
        assertEquals(1, about(then));

        // When
        long _ = retire();

        // Then
        assertEquals(0, about(then));
        assertEquals(0, Database.number("select count(*) from pg_class where relname = 'audit_event_1994_05'"));
    }

    @Test
    void anOldAlertTellsNoLongerOfWhom() throws SQLException {
        // Given
        watching.selfLookup(HERE, "u-alerted", "R8000", person);
        int _ = watching.all();
        Database.run("update alert set occurred = now() - interval '21 years' where person = '" + person + "'");
        String alert = Database.text("select id from alert where person = '" + person + "'");

        // When
        long _ = retire();

        // Then
        assertEquals(0, Database.number("select count(*) from alert where person = '" + person + "'"));
        assertEquals("erased", Database.text("select subject from alert where id = '" + alert + "'"));
        Officers.as(HERE, PRIVACY_OFFICER).get("/alerts/" + alert).then().statusCode(200);
        int _ = watching.all();
    }

    @Test
    void whatIsDueIsToldBeforeItGoes() {
        Officers.as(PROGRAMME, AUDIT_MANAGER)
                .get("/monitoring/retention")
                .then()
                .statusCode(200)
                .body("years", org.hamcrest.Matchers.equalTo(30))
                .body("events", greaterThanOrEqualTo(2))
                .body("months.events", hasItem(greaterThanOrEqualTo(2)));
        Officers.as(HERE, AUDIT_MANAGER).get("/monitoring/retention").then().statusCode(403);
        Officers.with(PROGRAMME, AUDIT_MANAGER, "audit")
                .get("/monitoring/retention")
                .then()
                .statusCode(403);
    }

    @Test
    void theServiceCannotRetireWhatIsYoungNorWithoutTellingOfIt() throws SQLException {
        try (Connection connection = Database.asService();
                var statement = connection.createStatement()) {
            for (String sql : List.of(
                    "select retire_events(now(), '%s')",
                    "select retire_events(now() - interval '7 years', '%s')",
                    "select retire_events(now() - interval '30 years', '%s')",
                    "select retire_alerts(now() - interval '20 years', '%s')",
                    "delete from audit_event where event_id = '%s'",
                    "update retention_floor set months = 12 where '%s' <> ''")) {
                assertThrows(SQLException.class, () -> statement.execute(sql.formatted(event)), sql);
            }
        }
        assertEquals(1, about(person));
    }
}
