package care.weald.audit.accesslog;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import care.weald.audit.support.Events;
import care.weald.audit.support.Peers;
import care.weald.audit.support.Permits;
import care.weald.audit.support.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(Peers.class)
class AccessLogResourceTest {

    private static final String OFFICER = "R0001";
    private static final String DOCTOR = "R8000";

    private final UUID person = UUID.randomUUID();

    private static UUID post(String organisation, String permit, Map<String, Object> event) {
        given().auth()
                .oauth2(Peers.caller("audit-service", organisation, DOCTOR, "TREAT"))
                .header("Weald-Permit", permit)
                .contentType("application/json")
                .body(event)
                .post("/events")
                .then()
                .statusCode(201);
        return UUID.fromString((String) event.get("id"));
    }

    private static UUID read(String organisation, UUID person) {
        return post(organisation, Permits.permit(organisation, DOCTOR, "read", person), Events.read(Events.uuid7()));
    }

    private static ValidatableResponse ask(String interaction, UUID person, String accept, String query) {
        return given().auth()
                .oauth2(Peers.caller("audit-service", "KZ016", OFFICER, "HOPERAT"))
                .header("Weald-Permit", Permits.permit("KZ016", OFFICER, interaction, person))
                .header("Accept", accept)
                .get("/access-log" + query)
                .then();
    }

    @Test
    void aPersonIsToldOfEveryUseAtEveryOrganisation() {
        UUID seen = read("KZ016", person);
        UUID _ = read("KX001", person);
        UUID refused = post(
                "KZ016", Permits.deny("KZ016", DOCTOR, "objection-upheld", person), Events.refusal(Events.uuid7()));
        UUID _ = read("KZ016", UUID.randomUUID());

        ask("access-log", person, "application/json", "")
                .statusCode(200)
                .contentType("application/json")
                .body("lines", hasSize(3))
                .body("lines[0].event", equalTo(refused.toString()))
                .body("lines[0].result", equalTo("refused"))
                .body("lines[0].words", containsString("was refused, because you have objected"))
                .body("lines[1].organisation.code", equalTo("KX001"))
                .body("lines[2].event", equalTo(seen.toString()))
                .body("lines[2].result", equalTo("shown"))
                .body("lines[2].role", equalTo("a doctor"))
                .body("lines[2].why", equalTo("to give you care"))
                .body("lines[2].categories", equalTo(List.of("cat-09")))
                .body("lines[2].leafHash", matchesPattern("[0-9a-f]{64}"))
                .body("lines[2].staff", nullValue())
                .body("next", nullValue());
    }

    @Test
    void aPrivacyOfficerAnswersForTheOwnOrganisationAlone() {
        UUID own = read("KZ016", person);
        UUID _ = read("KX001", person);

        ask("audit", person, "application/json", "")
                .statusCode(200)
                .body("lines.event", equalTo(List.of(own.toString())))
                .header("Weald-Disclosure", containsString("\"items\":1"));
    }

    @Test
    void pagesFollowEachOtherWithoutLossOrRepeat() {
        List<String> made = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            made.add(read("KZ016", person).toString());
        }
        List<String> told = new ArrayList<>();
        String cursor = "";
        do {
            ValidatableResponse page = ask(
                    "audit", person, "application/json", "?_count=2" + (cursor.isEmpty() ? "" : "&_cursor=" + cursor));
            told.addAll(page.extract().path("lines.event"));
            cursor = page.extract().path("next") instanceof String next ? next : "";
        } while (!cursor.isEmpty());

        assertEquals(made.reversed(), told);
    }

    @Test
    void theNextPageToReadIsAskedForAsThisOne() {
        for (int i = 0; i < 3; i++) {
            UUID _ = read("KZ016", person);
        }

        ask("audit", person, "text/html", "?_count=2&date=ge2020-01-01")
                .statusCode(200)
                .body(containsString("href=\"?_count=2&amp;date=ge2020-01-01&amp;_cursor="));
    }

    @Test
    void thePageToReadSaysTheSameAndRunsNothing() {
        UUID seen = read("KZ016", person);

        ask("audit", person, "text/html", "")
                .statusCode(200)
                .contentType("text/html")
                .body(containsString("<h1>Who has used your record</h1>"))
                .body(containsString("A doctor at KZ016 read one thing in your record to give you care."))
                .body(containsString(seen.toString()))
                .body(not(containsString("<script")))
                .body(not(containsString("Test Person")));
    }

    @Test
    void whereNothingWasUsedThePageSaysSo() {
        ask("access-log", person, "text/html", "")
                .statusCode(200)
                .body(containsString("Nobody has used your record in this time."));
    }

    @ParameterizedTest
    @ValueSource(strings = {"read", "record", "people", "steward"})
    void anotherPermitTellsNothing(String interaction) {
        ask(interaction, person, "application/json", "").statusCode(403);
    }

    @Test
    void aPermitAboutNobodyTellsNothing() {
        given().auth()
                .oauth2(Peers.caller("audit-service", "KZ016", OFFICER, "HOPERAT"))
                .header("Weald-Permit", Permits.permit("KZ016", OFFICER, "audit"))
                .get("/access-log")
                .then()
                .statusCode(403);
    }

    @Test
    void aDenyTellsNothing() {
        given().auth()
                .oauth2(Peers.caller("audit-service", "KZ016", OFFICER, "HOPERAT"))
                .header("Weald-Permit", Permits.deny("KZ016", OFFICER, "audit-role", person))
                .get("/access-log")
                .then()
                .statusCode(403);
        given().get("/access-log").then().statusCode(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"?patient=1", "?_count=0", "?_cursor=x", "?date=never", "?agent=u"})
    void whatIsNoQuestionIsRefused(String query) {
        ask("audit", person, "application/json", query).statusCode(400);
    }
}
