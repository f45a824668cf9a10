package care.weald.audit.watch;

import static care.weald.audit.watch.Officers.AUDIT_MANAGER;
import static care.weald.audit.watch.Officers.PRIVACY_OFFICER;
import static care.weald.audit.watch.Officers.PROGRAMME;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import care.weald.audit.support.Database;
import care.weald.audit.support.Peers;
import care.weald.audit.support.PostgresResource;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rules, watch list and statistics over HTTP, and the watcher's own promises. */
@QuarkusTest
@TestProfile(Unwatched.class)
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(Peers.class)
class MonitoringResourceTest {

    private static final String HERE = "KZ016";

    @Inject
    Watching watching;

    @Inject
    MeterRegistry meters;

    private final UUID person = UUID.randomUUID();

    private static String tomorrow() {
        return LocalDate.now(ZoneOffset.UTC).plusDays(1).toString();
    }

    @Test
    void aChangedRuleIsKeptAsItWas() throws SQLException {
        String was = Database.text("select version from watch_rule where id = 'walking'");
        Officers.as(PROGRAMME, AUDIT_MANAGER)
                .contentType("application/json")
                .body("{\"threshold\":12,\"enabled\":true,\"version\":" + was + ",\"reason\":\"more of them\"}")
                .put("/monitoring/rules/walking")
                .then()
                .statusCode(200)
                .body("rules", hasSize(30))
                .body("rules.find { it.id == 'walking' }.threshold", equalTo(12.0f));

        assertEquals(
                1,
                Database.number("select count(*) from watch_rule_change where rule = 'walking' and threshold = 15"
                        + " and changed_by = 'user-KZ099-R5100' and reason = 'more of them'"));
        Officers.as(PROGRAMME, AUDIT_MANAGER)
                .contentType("application/json")
                .body("{\"threshold\":15,\"version\":" + was + ",\"reason\":\"stale\"}")
                .put("/monitoring/rules/walking")
                .then()
                .statusCode(409)
                .body("rule", equalTo("version"));
        Database.run("update watch_rule set threshold = 15 where id = 'walking'");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{\"threshold\":1}; reason",
                "{\"threshold\":-1,\"reason\":\"abc\"}; threshold",
                "{\"sql\":\"x\",\"reason\":\"abc\"}; ''",
                "[]; ''",
                "{\"windowMinutes\":0,\"reason\":\"abc\"}; windowMinutes"
            })
    void aChangeThatIsNoneIsRefused(String body, String place) {
        Officers.as(PROGRAMME, AUDIT_MANAGER)
                .contentType("application/json")
                .body(body)
                .put("/monitoring/rules/self")
                .then()
                .statusCode(400)
                .body("place", equalTo(place));
    }

    @Test
    void rulesAreReadByEveryOfficerAndChangedByThoseOfAll() {
        Officers.as(HERE, PRIVACY_OFFICER)
                .get("/monitoring/rules")
                .then()
                .statusCode(200)
                .body("rules", hasSize(30));
        String body = "{\"enabled\":false,\"reason\":\"too many\"}";
        Officers.as(HERE, PRIVACY_OFFICER)
                .contentType("application/json")
                .body(body)
                .put("/monitoring/rules/self")
                .then()
                .statusCode(403);
        Officers.as(PROGRAMME, AUDIT_MANAGER)
                .contentType("application/json")
                .body(body)
                .put("/monitoring/rules/no-such-rule")
                .then()
                .statusCode(404);
    }

    @Test
    void theWatchListIsTheOrganisationsOwn() {
        String body = "{\"kind\":\"pair\",\"user\":\"nurse.q\",\"person\":\"" + person + "\",\"until\":\"" + tomorrow()
                + "\",\"reason\":\"asked by the employer\"}";
        String id = Officers.as(HERE, PRIVACY_OFFICER)
                .contentType("application/json")
                .body(body)
                .put("/monitoring/watch-list")
                .then()
                .statusCode(200)
                .header("Weald-Disclosure", containsString(person.toString()))
                .body("entries.person", hasItem(person.toString()))
                .extract()
                .path("entries.find { it.person == '" + person + "' }.id");

        Officers.as("KZ063", PRIVACY_OFFICER)
                .get("/monitoring/watch-list")
                .then()
                .body("entries.findAll { it.person == '" + person + "' }", hasSize(0));
        Officers.as("KZ063", PRIVACY_OFFICER)
                .delete("/monitoring/watch-list/" + id)
                .then()
                .statusCode(404);
        Officers.as(HERE, PRIVACY_OFFICER)
                .delete("/monitoring/watch-list/" + id)
                .then()
                .statusCode(200)
                .body("entries.findAll { it.person == '" + person + "' }", hasSize(0));
    }

    @Test
    void nobodyHasAHandInAWatchOverThemselves() {
        // Given an entry about an officer, which a guardian has made
        String own = Officers.user(HERE, PRIVACY_OFFICER);
        String body = "{\"kind\":\"pair\",\"user\":\"" + own + "\",\"person\":\"" + person + "\",\"until\":\""
                + tomorrow() + "\",\"reason\":\"asked by the employer\"}";
        String id = Officers.as(HERE, Officers.GUARDIAN)
                .contentType("application/json")
                .body(body)
                .put("/monitoring/watch-list")
                .then()
                .statusCode(200)
                .extract()
                .path("entries.find { it.person == '" + person + "' }.id");

        // Then the officer neither sees it nor takes it off, nor makes one
        Officers.as(HERE, PRIVACY_OFFICER)
                .get("/monitoring/watch-list")
                .then()
                .body("entries.findAll { it.person == '" + person + "' }", hasSize(0));
        Officers.as(HERE, PRIVACY_OFFICER)
                .delete("/monitoring/watch-list/" + id)
                .then()
                .statusCode(404);
        Officers.as(HERE, PRIVACY_OFFICER)
                .contentType("application/json")
                .body(body)
                .put("/monitoring/watch-list")
                .then()
                .statusCode(403)
                .body("rule", equalTo("own-case"));
    }

    @Test
    void whoWorksAtTwoOrganisationsIsSeenByBoth() throws SQLException {
        watching.selfLookup(HERE, "locum.two", "R8000", person);
        watching.selfLookup("KZ063", "locum.two", "R8000", person);

        int _ = watching.all();

        assertEquals(2, Database.number("select count(*) from alert where subject = 'locum.two' and rule = 'self'"));
    }

    @Test
    void aCitizenInHidingWhoOpensTheOwnRecordRaisesNoAlert() throws SQLException {
        watching.ownRecord(HERE, "citizen.hidden", person);

        int _ = watching.all();

        assertEquals(0, Database.number("select count(*) from alert where subject = 'citizen.hidden'"));
    }

    @Test
    void aWatchThatIsStuckSaysSo() throws SQLException {
        int _ = watching.all();
        watching.opened(Duration.ofMinutes(10), HERE, "doctor.stuck", person);
        Database.run("alter table watch_day rename column hours to hours_away");
        try {
            int _ = watching.all();

            assertTrue(meters.get("weald.audit.watch.behind.seconds").gauge().value() > 60);
            assertTrue(meters.get("weald.audit.watch.unhurried.behind.seconds")
                            .gauge()
                            .value()
                    > 60);
        } finally {
            Database.run("alter table watch_day rename column hours_away to hours");
        }
        int _ = watching.all();
        assertEquals(0.0, meters.get("weald.audit.watch.behind.seconds").gauge().value());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"kind\":\"friend\"}",
                "{}",
                "nothing",
                "{\"kind\":\"pair\",\"person\":\"1f0c6a0e-5a5f-8d0c-9a55-0d5d3f1c2b7a\",\"until\":\"2099-01-01\",\"reason\":\"abc\"}",
                "{\"kind\":\"news\",\"person\":\"9991000003\",\"until\":\"2099-01-01\",\"reason\":\"abc\"}"
            })
    void whatIsNoEntryIsRefused(String body) {
        Officers.as(HERE, PRIVACY_OFFICER)
                .contentType("application/json")
                .body(body)
                .put("/monitoring/watch-list")
                .then()
                .statusCode(400);
    }

    @Test
    void statisticsCountAndTellOfNobody() throws SQLException {
        watching.selfLookup("KZ071", "doctor.stat", "R8000", person);
        int _ = watching.all();

        String told = Officers.as("KZ071", PRIVACY_OFFICER)
                .get("/monitoring/statistics")
                .then()
                .statusCode(200)
                .body("events.total", equalTo(1))
                .body("events.byOrganisation.code", equalTo(java.util.List.of("KZ071")))
                .body("events.byCategory.code", hasItem("cat-09"))
                .body("alerts.byRule.find { it.code == 'self' }.count", equalTo(1))
                .extract()
                .asString();
        assertTrue(!told.contains("doctor.stat") && !told.contains(person.toString()));
        Officers.as(PROGRAMME, AUDIT_MANAGER)
                .get("/monitoring/statistics")
                .then()
                .body("events.byOrganisation.size()", greaterThan(0));
        for (String query :
                new String[] {"from=now", "from=2026-02-01&to=2026-01-01", "from=2020-01-01&to=2026-01-01"}) {
            Officers.as(HERE, PRIVACY_OFFICER)
                    .get("/monitoring/statistics?" + query)
                    .then()
                    .statusCode(400);
        }
    }

    @Test
    void whileAnotherReplicaHasTheTurnNothingIsRunAndNothingIsLost() throws SQLException {
        try (var connection = Database.asService();
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("select pg_advisory_xact_lock(hashtext('audit watcher'))");
            watching.selfLookup(HERE, "doctor.turn", "R8000", person);

            assertEquals(0, watching.all());
            connection.rollback();
        }
        assertTrue(watching.all() >= 1);
        assertEquals(0, watching.all());
        assertEquals(1, Database.number("select count(*) from alert where subject = 'doctor.turn' and rule = 'self'"));
    }

    @Test
    void aRuleThatFailsStopsNoOther() throws SQLException {
        Database.run("alter table watch_list rename column kind to kind_away");
        try {
            watching.selfLookup(HERE, "doctor.fail", "R8000", person);
            int _ = watching.all();
            assertEquals(
                    1, Database.number("select count(*) from alert where subject = 'doctor.fail' and rule = 'self'"));
        } finally {
            Database.run("alter table watch_list rename column kind_away to kind");
        }
        int _ = watching.all();
        assertEquals(0, Database.number("select count(*) from watch_rule, log_head where next < next_index"));
    }

    @Test
    void whoReadsTheOwnTrailIsSeen() throws SQLException {
        // Given an officer who searches the trail for the own events, and the event of that request
        String request = UUID.randomUUID().toString();
        String own = Officers.user(HERE, PRIVACY_OFFICER);
        Officers.with(HERE, PRIVACY_OFFICER, "audit")
                .header("X-Request-ID", request)
                .get("/audit-events?agent=" + own)
                .then()
                .statusCode(200);
        var event = care.weald.audit.support.Events.search(care.weald.audit.support.Events.uuid7());
        event.putAll(java.util.Map.of("requestId", request, "path", "AuditEvent", "query", ""));
        Officers.with(HERE, PRIVACY_OFFICER, "audit")
                .contentType("application/json")
                .body(event)
                .post("/events")
                .then()
                .statusCode(201);
        // When
        int _ = watching.all();
        // Then
        assertEquals(
                1, Database.number("select count(*) from alert where rule = 'own-trail' and subject = '" + own + "'"));
    }
}
