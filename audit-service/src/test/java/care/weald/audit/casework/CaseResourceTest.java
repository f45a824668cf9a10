package care.weald.audit.casework;

import static care.weald.audit.watch.Officers.AUDIT_MANAGER;
import static care.weald.audit.watch.Officers.GUARDIAN;
import static care.weald.audit.watch.Officers.PRIVACY_OFFICER;
import static care.weald.audit.watch.Officers.PROGRAMME;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import care.weald.audit.support.Database;
import care.weald.audit.support.Peers;
import care.weald.audit.support.PostgresResource;
import care.weald.audit.watch.Officers;
import care.weald.audit.watch.Unwatched;
import care.weald.audit.watch.Watching;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@TestProfile(Unwatched.class)
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(Peers.class)
class CaseResourceTest {

    private static final String HERE = "KZ016";

    @Inject
    Watching watching;

    private final UUID person = UUID.randomUUID();

    private static RequestSpecification officer() {
        return Officers.as(HERE, PRIVACY_OFFICER);
    }

    private String alertAbout(String user, String role) throws SQLException {
        watching.selfLookup(HERE, user, role, person);
        int _ = watching.all();
        return Database.text("select id from alert where rule = 'self' and person = '" + person + "'");
    }

    private String caseAbout(String user, String role) throws SQLException {
        String task = Officers.as(HERE, GUARDIAN)
                .post("/alerts/" + alertAbout(user, role) + "/$open-case")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        return task.substring("case-".length());
    }

    private static ValidatableResponse step(RequestSpecification by, String id, String step, String body) {
        return by.contentType("application/fhir+json")
                .body(body)
                .post("/cases/" + id + "/" + step)
                .then();
    }

    @Test
    void anAlertBecomesACaseThatComesToAnOutcome() throws SQLException {
        // Given
        String alert = alertAbout("doctor.a", "R8000");
        // When
        String task = officer()
                .post("/alerts/" + alert + "/$open-case")
                .then()
                .statusCode(201)
                .header("Location", containsString("/Task/case-"))
                .header("ETag", equalTo("W/\"1\""))
                .body("status", equalTo("requested"))
                .body("focus.reference", equalTo("DetectedIssue/" + alert))
                .extract()
                .path("id");
        String id = task.substring("case-".length());
        step(officer(), id, "$assign", "")
                .statusCode(200)
                .body("status", equalTo("in-progress"))
                .body("owner.identifier.value", equalTo(Officers.user(HERE, PRIVACY_OFFICER)));
        step(officer(), id, "$note", "{\"note\":\"Rang the practice\"}").statusCode(200);
        step(officer(), id, "$follow-up", """
                {"resourceType":"Parameters","parameter":[{"name":"until","valueDate":"2026-12-24"},
                 {"name":"note","valueString":"Waits for the rota"}]}""").statusCode(200).body("status", equalTo("on-hold"));
        step(officer(), id, "$close", "{\"outcome\":\"training\",\"note\":\"Own record, told about the rule\"}")
                .statusCode(200)
                .body("status", equalTo("completed"))
                .body("output[0].valueCode", equalTo("training"));
        // Then every step is there, the alert is final, and the case stays as it is
        officer()
                .get("/cases/" + id)
                .then()
                .header("ETag", equalTo("W/\"5\""))
                .body("input.type.coding.code.flatten()", hasItem("follow-up"))
                .body("input", hasSize(5));
        officer().get("/alerts/" + alert).then().body("status", equalTo("final"));
        step(officer(), id, "$note", "{\"note\":\"one more\"}").statusCode(409).body("rule", equalTo("transition"));
    }

    @Test
    void nobodyHasAHandInACaseAboutThemselves() throws SQLException {
        // Given a case about the officer, and another one who opens it
        String own = Officers.user(HERE, PRIVACY_OFFICER);
        String id = caseAbout(own, PRIVACY_OFFICER);
        // Then
        step(officer(), id, "$assign", "").statusCode(403).body("rule", equalTo("own-case"));
        step(officer(), id, "$note", "{\"note\":\"it was not me\"}").statusCode(403);
        step(Officers.as(HERE, GUARDIAN), id, "$assign", "{\"owner\":\"" + own + "\"}")
                .statusCode(403);
        step(officer(), id, "$close", "{\"outcome\":\"justified\",\"note\":\"nothing in it\"}")
                .statusCode(403);
    }

    @Test
    void nobodyMakesACaseOfAnAlertAboutThemselves() throws SQLException {
        String alert = alertAbout(Officers.user(HERE, PRIVACY_OFFICER), PRIVACY_OFFICER);

        officer()
                .post("/alerts/" + alert + "/$open-case")
                .then()
                .statusCode(403)
                .body("rule", equalTo("own-case"));
    }

    @Test
    void aCaseAboutAnOfficerIsClosedByAnotherRoleOrOrganisation() throws SQLException {
        // Given a case about a fellow privacy officer
        String id = caseAbout("fellow.officer", PRIVACY_OFFICER);
        String body = "{\"outcome\":\"justified\",\"note\":\"asked for by the guardian\"}";
        // When
        step(officer(), id, "$assign", "").statusCode(200);
        // Then
        step(officer(), id, "$close", body).statusCode(403).body("rule", equalTo("other-officer"));
        step(Officers.as(HERE, GUARDIAN), id, "$assign", "").statusCode(200);
        step(Officers.as(HERE, GUARDIAN), id, "$close", body).statusCode(200);
    }

    @Test
    void anotherTokenOfTheSameHumanIsNoOtherOfficer() throws SQLException {
        // Given a guardian who was seen here as a privacy officer too
        String guardian = Officers.user(HERE, GUARDIAN);
        String id = caseAbout("fellow.officer.b", PRIVACY_OFFICER);
        Database.run(
                "insert into watch_day (organisation, subject, day, role, accesses, persons, overrides, hours) values ('"
                        + HERE + "', '" + guardian + "', current_date - 3, 'R0001', 0, 0, 0, 0)");
        try {
            // When
            step(Officers.as(HERE, GUARDIAN), id, "$assign", "").statusCode(200);
            // Then
            step(Officers.as(HERE, GUARDIAN), id, "$close", "{\"outcome\":\"justified\",\"note\":\"fine\"}")
                    .statusCode(403)
                    .body("rule", equalTo("other-officer"));
        } finally {
            Database.run("delete from watch_day where subject = '" + guardian + "' and day = current_date - 3");
        }
    }

    @Test
    void whoIsOfACrowdHasNoHandInItsCase() throws SQLException {
        // Given an alert about a person whom, among others, the officer has opened
        watching.opened(Duration.ofMinutes(1), HERE, Officers.user(HERE, PRIVACY_OFFICER), person);
        Database.run("insert into alert (rule, natural_key, severity, organisation, holders, subject, roles, person,"
                + " categories, occurred, found, measure) values ('many-organisations', '" + person + "', 'moderate', '"
                + HERE + "', '{}', '', '{}', '" + person + "', '{}', now(), now(), 4)");
        Database.run("insert into alert_event select a.id, e.event_id, e.log_index from alert a"
                + " join audit_event e using (person) where a.person = '" + person + "'");
        String alert = Database.text("select id from alert where person = '" + person + "'");
        // Then
        officer()
                .post("/alerts/" + alert + "/$open-case")
                .then()
                .statusCode(403)
                .body("rule", equalTo("own-case"));
        String id = Officers.as(HERE, GUARDIAN)
                .post("/alerts/" + alert + "/$open-case")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        step(officer(), id.replace("case-", ""), "$note", "{\"note\":\"nothing in it\"}")
                .statusCode(403)
                .body("rule", equalTo("own-case"));
    }

    @Test
    void onlyTheOwnerClosesAndOnlyWithAnOwner() throws SQLException {
        String id = caseAbout("doctor.b", "R8000");
        String body = "{\"outcome\":\"justified\",\"note\":\"was on the ward\"}";

        step(officer(), id, "$close", body).statusCode(409).body("rule", equalTo("transition"));
        step(Officers.as(HERE, GUARDIAN), id, "$assign", "").statusCode(200);
        step(officer(), id, "$close", body).statusCode(403).body("rule", equalTo("owner"));
    }

    @Test
    void aStepIsTakenAsTheCaseWasReadAndOnce() throws SQLException {
        String id = caseAbout("doctor.c", "R8000");

        step(officer().header("If-Match", "W/\"1\""), id, "$assign", "").statusCode(200);
        step(officer().header("If-Match", "W/\"1\""), id, "$note", "{\"note\":\"late\"}")
                .statusCode(409)
                .body("rule", equalTo("version"));
        step(officer(), id, "$note", "{\"note\":\"said twice\"}")
                .statusCode(200)
                .header("ETag", equalTo("W/\"3\""));
        step(officer(), id, "$note", "{\"note\":\"said twice\"}")
                .statusCode(200)
                .header("ETag", equalTo("W/\"3\""));
        step(officer().header("If-Match", "W/\"3\""), id, "$note", "{\"note\":\"said twice\"}")
                .statusCode(200)
                .header("ETag", equalTo("W/\"4\""));
        step(officer().header("If-Match", "any"), id, "$note", "{\"note\":\"x\"}")
                .statusCode(409);
    }

    @Test
    void anAlertHasOneCase() throws SQLException {
        String alert = alertAbout("doctor.d", "R8000");

        String first = officer()
                .post("/alerts/" + alert + "/$open-case")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        officer()
                .post("/alerts/" + alert + "/$open-case")
                .then()
                .statusCode(200)
                .body("id", equalTo(first));
    }

    @Test
    void anotherOrganisationSeesNoCase() throws SQLException {
        String id = caseAbout("doctor.e", "R8000");

        Officers.as("KZ063", PRIVACY_OFFICER).get("/cases/" + id).then().statusCode(404);
        step(Officers.as("KZ063", PRIVACY_OFFICER), id, "$assign", "").statusCode(404);
        Officers.as(PROGRAMME, AUDIT_MANAGER).get("/cases/" + id).then().statusCode(200);
        Officers.with(HERE, PRIVACY_OFFICER, "audit").get("/cases/" + id).then().statusCode(403);
    }

    @Test
    void aListTellsOfNobody() throws SQLException {
        String id = caseAbout("doctor.listed", "R8000");
        step(officer(), id, "$assign", "").statusCode(200);

        String list = officer()
                .get("/cases?status=in-progress&owner=me&_count=50")
                .then()
                .statusCode(200)
                .body("entry.resource.id", hasItem("case-" + id))
                .extract()
                .asString();
        assertTrue(!list.contains("doctor.listed") && !list.contains(person.toString()));
        officer().get("/cases?status=done").then().statusCode(400);
        officer().get("/cases?subject=1").then().statusCode(400);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "$note; {}; note",
                "$note; {\"note\":5}; note",
                "$note; {\"text\":\"a\"}; ''",
                "$note; [1]; ''",
                "$note; {\"resourceType\":\"Bundle\"}; ''",
                "$follow-up; {\"until\":\"soon\"}; until",
                "$close; {\"outcome\":\"fine\",\"note\":\"abc\"}; outcome",
                "$close; {\"outcome\":\"justified\"}; note",
                "$assign; {\"owner\":\"a b\"}; owner"
            })
    void whatIsNotAsItMustBeIsRefused(String step, String body, String place) {
        step(officer(), UUID.randomUUID().toString(), step, body)
                .statusCode(400)
                .body("place", equalTo(place));
    }

    @Test
    void stepsStayAsTheyWere() throws SQLException {
        String id = caseAbout("doctor.f", "R8000");

        for (String sql : new String[] {
            "update privacy_step set said = 'other'", "delete from privacy_step", "delete from privacy_case"
        }) {
            try (var connection = Database.asService();
                    var statement = connection.createStatement()) {
                SQLException refused = assertThrows(SQLException.class, () -> statement.execute(sql));
                assertEquals("42501", refused.getSQLState());
            }
        }
        assertEquals(1, Database.number("select count(*) from privacy_step where case_id = '" + id + "'"));
    }
}
