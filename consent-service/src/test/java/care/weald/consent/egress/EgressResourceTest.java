package care.weald.consent.egress;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import care.weald.consent.support.Database;
import care.weald.consent.support.Partners;
import care.weald.consent.support.Peers;
import care.weald.consent.support.Persons;
import care.weald.consent.support.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Data of many people leave under an agreement that two people made, for no commercial purpose, or not (X13; D15). */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(Peers.class)
@QuarkusTestResource(Partners.class)
class EgressResourceTest {

    private static final String FIRST = officer("officer-1");
    private static final String SECOND = officer("officer-2");
    private static final String SYSTEM = Peers.caller("consent-service", Partners.PRACTICE, "", "HOPERAT");
    private static final String REASON = "{\"reason\":\"Agreed by the board in May\"}";

    private static String officer(String user) {
        return Peers.caller(user, "consent-service", Partners.PRACTICE, "R0001", "HOPERAT");
    }

    private static ValidatableResponse post(String caller, String path, String body) {
        return given().urlEncodingEnabled(false)
                .header("Authorization", "Bearer " + caller)
                .contentType("application/json")
                .body(body)
                .post(path)
                .then();
    }

    private static String agreement(String name, String purpose, int persons) {
        LocalDate today = LocalDate.now(ZoneId.of("Europe/London"));
        return "{\"name\":\"%s\",\"organisation\":\"KZ016\",\"purpose\":\"%s\",\"categories\":[\"cat-07\"],"
                        .formatted(name, purpose)
                + "\"personsADay\":%d,\"from\":\"%s\",\"to\":\"%s\",\"reason\":\"A study of conditions\"}"
                        .formatted(persons, today, today.plusDays(30));
    }

    private static ValidatableResponse ask(String agreement, String... persons) {
        return post(
                SYSTEM,
                "/egress-decisions",
                "{\"agreement\":\"" + agreement + "\",\"persons\":["
                        + List.of(persons).stream().map(one -> '"' + one + '"').collect(Collectors.joining(","))
                        + "]}");
    }

    private static String agreed(int persons) {
        String name = "study-" + UUID.randomUUID();
        post(FIRST, "/egress-agreements", agreement(name, "HRESCH", persons)).statusCode(200);
        post(SECOND, "/egress-agreements/" + name + "/$approve", REASON).statusCode(200);
        return name;
    }

    private static String person() {
        return Persons.known(UUID.randomUUID(), Partners.PRACTICE);
    }

    @ParameterizedTest
    @CsvSource({
        "HMARKT, commercial-purpose",
        "HPAYMT, commercial-purpose",
        "COVERAGE, commercial-purpose",
        "ELIGDTRM, commercial-purpose",
        "marketing, purpose",
        "insurance, purpose",
        "TREAT, purpose"
    })
    void x13NoCommercialPurposeIsRegistered(String purpose, String rule) {
        post(FIRST, "/egress-agreements", agreement("a-" + UUID.randomUUID(), purpose, 5))
                .statusCode(422)
                .body("rule", equalTo(rule));
        assertThrows(
                IllegalStateException.class,
                () -> Database.asOwner(
                        "insert into egress_agreement values ('sold', 'KZ016', ?, '{cat-07}', 1, '2026-01-01', '2026-12-31',"
                                + " '', 'one', now())",
                        purpose));
    }

    @Test
    void x13NothingLeavesUntilASecondPersonApprovesNorAfterItIsEnded() {
        // Given
        String name = "study-" + UUID.randomUUID();
        post(FIRST, "/egress-agreements", agreement(name, "HRESCH", 5)).statusCode(200);

        // When and then
        ask(name, person()).body("decision", equalTo("deny")).body("reason", equalTo("egress-agreement"));
        post(FIRST, "/egress-agreements/" + name + "/$approve", REASON)
                .statusCode(409)
                .body("rule", equalTo("two-people"));
        post(SECOND, "/egress-agreements/" + name + "/$approve", REASON).statusCode(200);
        ask(name, person()).body("decision", equalTo("permit")).body("permits", hasKey("audit-service"));
        post(FIRST, "/egress-agreements/" + name + "/$end", REASON).statusCode(200);
        ask(name, person()).body("reason", equalTo("egress-agreement"));
        ask("no-such-agreement", person()).body("reason", equalTo("egress-agreement"));
        post(FIRST, "/egress-agreements", agreement(name, "HRESCH", 5)).statusCode(409);
    }

    @Test
    void c6WhoOptedOutOrObjectedIsLeftOutAndTheRuleIsCounted() {
        // Given
        String name = agreed(10);
        UUID out = UUID.randomUUID();
        UUID objector = UUID.randomUUID();
        Database.objection(objector, "upheld", List.of("cat-07"), List.of());
        post(SYSTEM, "/egress-decisions", "{\"agreement\":\"" + name + "\",\"persons\":[\"not a token\"]}")
                .statusCode(400);
        given().header("Authorization", "Bearer " + SYSTEM)
                .header("Weald-Person", Persons.known(out, Partners.PRACTICE))
                .contentType("application/fhir+json")
                .body("{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"kind\",\"valueCode\":"
                        + "\"national-data-opt-out\"},{\"name\":\"choice\",\"valueCode\":\"opted-out\"}]}")
                .post("/preferences")
                .then()
                .statusCode(200);

        // When
        ask(
                        name,
                        person(),
                        Persons.known(out, Partners.PRACTICE),
                        Persons.known(objector, Partners.PRACTICE),
                        Persons.restricted(UUID.randomUUID(), Partners.PRACTICE),
                        Persons.unknown())
                // Then
                .body("may", contains(true, false, false, false, false))
                .body("omitted.national-opt-out", equalTo(1))
                .body("omitted.objection-upheld", equalTo(1))
                .body("omitted.unrestricted", equalTo(1))
                .body("omitted.person-known", equalTo(1));
        assertEquals(
                "1/4", Database.value("select persons || '/' || omitted from egress_volume where agreement = ?", name));
    }

    @Test
    void x13NoMoreLeaveInADayThanIsAgreed() {
        String name = agreed(2);
        ask(name, person()).body("decision", equalTo("permit"));
        ask(name, person(), person()).body("decision", equalTo("deny")).body("reason", equalTo("egress-volume"));
        ask(name, person()).body("decision", equalTo("permit"));
        ask(name, person()).body("reason", equalTo("egress-volume")).body("$", not(hasKey("may")));
    }

    @ParameterizedTest
    @CsvSource({"from, 2020-01-01, from", "categories, cat-99, categories", "name, No Name, name"})
    void aBackdatedOrUnknownThingIsRefused(String member, String value, String place) {
        String body = agreement("b-" + UUID.randomUUID(), "HRESCH", 5);
        String wrong = member.equals("categories")
                ? body.replace("cat-07", value)
                : body.replaceFirst("\"" + member + "\":\"[^\"]*\"", "\"" + member + "\":\"" + value + "\"");

        post(FIRST, "/egress-agreements", wrong).statusCode(400).body("place", equalTo(place));
    }

    @Test
    void nobodyElseReadsOrMakesAgreements() {
        String doctor = Peers.caller("consent-service", Partners.PRACTICE, "R8000", "HOPERAT");

        post(doctor, "/egress-agreements", agreement("c-" + UUID.randomUUID(), "HRESCH", 5))
                .body("reason", equalTo("privacy-officer"));
        given().header("Authorization", "Bearer " + doctor)
                .get("/egress-agreements")
                .then()
                .body("reason", equalTo("privacy-officer"));
        assertThrows(
                IllegalStateException.class,
                () -> Database.asService("update egress_agreement set purpose = 'HRESCH'"));
    }
}
