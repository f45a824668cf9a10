package care.weald.consent.notice;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertThrows;

import care.weald.consent.support.Database;
import care.weald.consent.support.Partners;
import care.weald.consent.support.Peers;
import care.weald.consent.support.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Privacy notices are dated, made by two people, and open to everybody from then on (S153 to S155; X15). */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(Peers.class)
@QuarkusTestResource(Partners.class)
class NoticeResourceTest {

    private final LocalDate today = LocalDate.now(ZoneId.of("Europe/London"));
    private static final String REASON = "{\"reason\":\"Agreed by the board in May\"}";
    private static final String CONTENT = "Who we are, what we hold about you, why, and what you can do. ".repeat(3);

    private static String officer(String user) {
        return Peers.caller(user, "consent-service", Partners.PRACTICE, "R0001", "HOPERAT");
    }

    private static ValidatableResponse post(String user, String path, String body) {
        return given().urlEncodingEnabled(false)
                .header("Authorization", "Bearer " + officer(user))
                .contentType("application/json")
                .body(body)
                .post("/privacy-notice-drafts" + path)
                .then();
    }

    private static String draft(String version, LocalDate from) {
        return "{\"version\":\"%s\",\"title\":\"How we use your record\",\"content\":\"%s\",\"from\":\"%s\",\"reason\":\"The yearly look\"}"
                .formatted(version, CONTENT, from);
    }

    @Test
    void x15ANoticeIsTakenOverByTheNextOnItsOwnDayAndBothStayReadable() {
        // Given
        post("one", "", draft("2026-06", today)).statusCode(200);
        given().get("/privacy-notices/2026-06").then().statusCode(404);
        post("one", "/2026-06/$approve", REASON).statusCode(409).body("rule", equalTo("two-people"));

        // When
        post("two", "/2026-06/$approve", REASON).statusCode(200);
        post("one", "", draft("2026-07", today.plusDays(30))).statusCode(200);
        post("two", "/2026-07/$approve", REASON).statusCode(200);

        // Then
        given().get("/privacy-notices")
                .then()
                .statusCode(200)
                .body("notices.version", contains("2026-07", "2026-06"))
                .body("notices.current", contains(false, true));
        given().get("/privacy-notices/current")
                .then()
                .statusCode(200)
                .body("version", equalTo("2026-06"))
                .body("content", equalTo(CONTENT.strip()));
        given().get("/privacy-notices/2026-07").then().body("current", equalTo(false));
        assertThrows(
                IllegalStateException.class, () -> Database.asService("update privacy_notice set content = 'another'"));

        // When and then: a second one for that day, an unknown one
        post("one", "", draft("2026-06", today)).statusCode(409).body("rule", equalTo("taken"));
        post("one", "", draft("2026-06b", today)).statusCode(200);
        post("two", "/2026-06b/$approve", REASON).statusCode(409);
        given().get("/privacy-notices").then().body("notices.version", not(hasItem("2026-06b")));
        given().get("/privacy-notices/no-such").then().statusCode(404);
    }

    @ParameterizedTest
    @CsvSource({"version, a b, version", "content, short, content", "from, 2020-01-01, from", "reason, why, reason"})
    void whatIsWrongIsRefusedWithItsPlace(String member, String value, String place) {
        String wrong = draft("wrong-1", today)
                .replaceFirst("\"" + member + "\":\"[^\"]*\"", "\"" + member + "\":\"" + value + "\"");

        post("one", "", wrong).statusCode(400).body("place", equalTo(place));
    }

    @Test
    void nobodyElseDrafts() {
        given().header(
                        "Authorization",
                        "Bearer " + Peers.caller("consent-service", Partners.PRACTICE, "R8000", "HOPERAT"))
                .get("/privacy-notice-drafts")
                .then()
                .body("reason", equalTo("privacy-officer"));
    }
}
