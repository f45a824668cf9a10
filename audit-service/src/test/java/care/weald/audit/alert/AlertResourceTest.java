package care.weald.audit.alert;

import static care.weald.audit.watch.Officers.AUDIT_MANAGER;
import static care.weald.audit.watch.Officers.GUARDIAN;
import static care.weald.audit.watch.Officers.PRIVACY_OFFICER;
import static care.weald.audit.watch.Officers.PROGRAMME;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import care.weald.audit.support.Database;
import care.weald.audit.support.Events;
import care.weald.audit.support.Peers;
import care.weald.audit.support.Permits;
import care.weald.audit.support.PostgresResource;
import care.weald.audit.watch.Officers;
import care.weald.audit.watch.Unwatched;
import care.weald.audit.watch.Watching;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@TestProfile(Unwatched.class)
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(Peers.class)
class AlertResourceTest {

    @Inject
    Watching watching;

    private final UUID person = UUID.randomUUID();

    private String alert(String organisation, String user) throws SQLException {
        watching.selfLookup(organisation, user, "R8000", person);
        int _ = watching.all();
        return Officers.as(PROGRAMME, AUDIT_MANAGER)
                .get("/alerts?code=self&_count=1")
                .then()
                .statusCode(200)
                .extract()
                .path("entry[0].resource.id");
    }

    @Test
    void aListTellsInNumbersAndNoUserNorPerson() throws SQLException {
        // Given
        String _ = alert("KZ016", "somebody.else");
        // When
        String list = Officers.as("KZ016", PRIVACY_OFFICER)
                .get("/alerts?code=self&severity=high&status=registered&identified=ge2026-01-01")
                .then()
                .statusCode(200)
                .contentType("application/fhir+json")
                .header("Weald-Disclosure", containsString("\"items\":"))
                .body("entry[0].resource.resourceType", equalTo("DetectedIssue"))
                .body("entry[0].resource.status", equalTo("registered"))
                .body("entry[0].resource.severity", equalTo("high"))
                .body("entry[0].resource.code.coding[0].code", equalTo("self"))
                .body("entry[0].resource.implicated", hasSize(1))
                .body("entry[0].resource.identifiedDateTime", notNullValue())
                .extract()
                .asString();
        // Then
        assertTrue(!list.contains("somebody.else") && !list.contains(person.toString()));
    }

    @Test
    void theDetailTellsWhomAndDisclosesIt() throws SQLException {
        String id = alert("KZ016", "doctor.x");

        Officers.as("KZ016", GUARDIAN)
                .get("/alerts/" + id)
                .then()
                .statusCode(200)
                .header("Weald-Disclosure", containsString(person.toString()))
                .body("patient.reference", equalTo("Patient/" + person))
                .body("extension.find { it.url.endsWith('alert-user') }.valueIdentifier.value", equalTo("doctor.x"));
    }

    @Test
    void theOfficerOfAnotherOrganisationSeesNothingOfIt() throws SQLException {
        String id = alert("KZ016", "doctor.y");

        Officers.as("KZ063", PRIVACY_OFFICER).get("/alerts/" + id).then().statusCode(404);
        Officers.as("KZ063", PRIVACY_OFFICER)
                .get("/alerts?code=self")
                .then()
                .statusCode(200)
                .body("entry.resource.id", not(equalTo(List.of(id))));
        Officers.as(PROGRAMME, PRIVACY_OFFICER).get("/alerts/" + id).then().statusCode(404);
    }

    @Test
    void theOfficerWhereThePersonIsRegisteredSeesIt() throws SQLException {
        watching.selfLookup("KZ016", "doctor.z", person, "KZ040");
        int _ = watching.all();

        String id = Officers.as("KZ040", PRIVACY_OFFICER)
                .get("/alerts?code=self&_count=1")
                .then()
                .statusCode(200)
                .extract()
                .path("entry[0].resource.id");
        Officers.as("KZ040", PRIVACY_OFFICER)
                .get("/alerts/" + id)
                .then()
                .body("patient.reference", equalTo("Patient/" + person));
    }

    @Test
    void pagesGoOnWithoutRepeating() throws SQLException {
        for (int i = 0; i < 5; i++) {
            watching.selfLookup("KZ011", "pager." + i, "R8000", UUID.randomUUID());
        }
        int _ = watching.all();

        Set<String> seen = new HashSet<>();
        String next = "?code=self&_count=2";
        for (int page = 0; page < 3; page++) {
            var answer = Officers.as("KZ011", PRIVACY_OFFICER)
                    .get("/alerts" + next)
                    .then()
                    .statusCode(200);
            List<String> ids = answer.extract().path("entry.resource.id");
            seen.addAll(ids);
            String link = answer.extract().path("link.find { it.relation == 'next' }?.url");
            next = link == null ? "" : link.substring(link.indexOf('?'));
        }
        assertEquals(5, seen.size());
        assertEquals("", next);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "patient=1",
                "code=A%20B",
                "severity=high&severity=low",
                "_count=0",
                "_count=x",
                "_cursor=zzz",
                "identified=yesterday",
                "status=Final",
                "identified=ge2026-01-01&identified=lt2026-02-01&identified=2026"
            })
    void otherParametersAreRefused(String query) {
        Officers.as("KZ016", PRIVACY_OFFICER).get("/alerts?" + query).then().statusCode(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"audit", "read", "quality", "people"})
    void withoutAPermitToMonitorNothingIsShown(String interaction) {
        Officers.with("KZ016", PRIVACY_OFFICER, interaction)
                .get("/alerts")
                .then()
                .statusCode(403);
        RestAssured.get("/alerts").then().statusCode(401);
    }

    @Test
    void theReadingIsAnEventThatMayNameThePerson() {
        Officers.as("KZ016", PRIVACY_OFFICER)
                .contentType("application/json")
                .body(Events.people(Events.uuid7(), List.of(person)))
                .post("/events")
                .then()
                .statusCode(201);
    }

    @Test
    void aWordOfAPermitThatIsNotKnownIsRefused() {
        String token = Permits.near("KZ016", "R8000", person, List.of("self", "cousin"));
        RestAssured.given()
                .header("Authorization", "Bearer " + Peers.caller("audit-service", "KZ016", "R8000", "TREAT"))
                .header("Weald-Permit", token)
                .contentType("application/json")
                .body(Events.read(Events.uuid7()))
                .post("/events")
                .then()
                .statusCode(400);
    }

    @Test
    void whatAPermitSaysOfUserAndPersonIsWatchedAndErasable() throws SQLException {
        // Given an event whose permit says that it is the user's own record
        UUID event = Events.uuid7();
        UUID own = UUID.randomUUID();
        RestAssured.given()
                .header("Authorization", "Bearer " + Peers.caller("audit-service", "KZ016", "R8000", "TREAT"))
                .header("Weald-Permit", Permits.near("KZ016", "R8000", own, List.of("self")))
                .contentType("application/json")
                .body(Events.read(event))
                .post("/events")
                .then()
                .statusCode(201);
        // When it is watched
        int _ = watching.all();
        // Then there is an alert, what it goes by is in the identifying part, and erasure drops all of it
        String alert = "select count(*) from alert join alert_event on id = alert_id where event_id = '" + event + "'";
        assertEquals(1, Database.number(alert + " and rule = 'self' and subject = 'user-KZ016-R8000'"));
        assertEquals(
                1,
                Database.number("select count(*) from audit_event where event_id = '" + event
                        + "' and position('\"self\"'::bytea in identity) > 0"
                        + " and position('\"self\"'::bytea in body) = 0"));
        UUID teller = Events.uuid7();
        Officers.with(PROGRAMME, AUDIT_MANAGER, "audit")
                .contentType("application/json")
                .body("{\"id\":\"%s\",\"events\":[\"%s\"],\"reason\":\"court-order\",\"approver\":\"b\"}"
                        .formatted(teller, event))
                .post("/erasures")
                .then()
                .statusCode(200);
        Database.run("select erase_identity(array['%s']::uuid[], '%s')".formatted(event, teller));
        assertEquals(0, Database.number("select count(*) from watch_event where event_id = '" + event + "'"));
        assertEquals(
                0,
                Database.number(
                        "select count(*) from audit_event where event_id = '" + event + "' and facts is not null"));
        assertEquals(1, Database.number(alert + " and rule = 'self' and subject = 'erased' and person is null"));
    }

    @Test
    void severitiesAreThoseAskedFor() throws SQLException {
        String _ = alert("KZ016", "sev.erity");

        Officers.as("KZ016", PRIVACY_OFFICER)
                .get("/alerts?severity=high,moderate")
                .then()
                .body("entry.resource.severity", everyItem(org.hamcrest.Matchers.oneOf("high", "moderate")));
    }
}
