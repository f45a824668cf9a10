package care.weald.consent.delegation;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import care.weald.consent.support.Citizens;
import care.weald.consent.support.Database;
import care.weald.consent.support.Partners;
import care.weald.consent.support.Peers;
import care.weald.consent.support.Persons;
import care.weald.consent.support.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Proxies: recorded where the person is registered, for a time, and ended at once (S159; X4). */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(Peers.class)
@QuarkusTestResource(Partners.class)
class DelegationResourceTest {

    private static final String CLERK = caller(Partners.PRACTICE, "R8006");

    private static String caller(String organisation, String role) {
        return Peers.caller("clerk", "consent-service", organisation, role, "TREAT");
    }

    private static String parameters(String kind, Instant until, String born) {
        return "{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"kind\",\"valueCode\":\"" + kind
                + "\"},{\"name\":\"authority\",\"valueString\":\"Birth certificate seen\"},{\"name\":\"until\","
                + "\"valueDateTime\":\"" + until + "\"}"
                + (born.isEmpty() ? "" : ",{\"name\":\"birth-date\",\"valueDate\":\"" + born + "\"}") + "]}";
    }

    private static ValidatableResponse post(String caller, String path, String person, String proxy, String body) {
        return given().urlEncodingEnabled(false)
                .header("Authorization", "Bearer " + caller)
                .header("Weald-Person", person)
                .header("Weald-Proxy", proxy)
                .contentType("application/fhir+json")
                .body(body)
                .post(path)
                .then();
    }

    private static Instant soon() {
        return Instant.now().plus(30, ChronoUnit.DAYS);
    }

    private static String end(Object id) {
        return "{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"delegation\",\"valueId\":\"" + id + "\"}]}";
    }

    @Test
    void x4AParentIsRecordedSeesTheChildAndIsEndedAtOnce() {
        // Given
        String child = Persons.known(UUID.randomUUID(), Partners.PRACTICE);
        String mother = Persons.known(UUID.randomUUID(), Partners.PRACTICE);
        String born = LocalDate.now(ZoneId.of("Europe/London")).minusYears(4).toString();

        // When
        String id = post(CLERK, "/delegations", child, mother, parameters("parent", soon(), born))
                .statusCode(200)
                .extract()
                .path("parameter[0].part.find { it.name == 'id' }.valueId");

        // Then
        Citizens.decide(Citizens.caller(), mother, child, "record").body("decision", equalTo("permit"));
        given().urlEncodingEnabled(false)
                .header("Authorization", "Bearer " + CLERK)
                .header("Weald-Person", child)
                .get("/delegations")
                .then()
                .statusCode(200)
                .body("parameter[0].part.find { it.name == 'active' }.valueBoolean", equalTo(true));

        // When
        post(CLERK, "/delegations/$end", child, "", end(id))
                .statusCode(200)
                .body("parameter[0].part.find { it.name == 'active' }.valueBoolean", equalTo(false));

        // Then
        Citizens.decide(Citizens.caller(), mother, child, "record").body("shown", equalTo("absent"));
        assertEquals("clerk", Database.value("select ended_by from delegation where id = ?::uuid", id));
    }

    @Test
    void aParentIsNoProxyBeyondTheAgeOfElevenNorAnybodyBeyondFiveYears() {
        String child = Persons.known(UUID.randomUUID(), Partners.PRACTICE);
        String mother = Persons.known(UUID.randomUUID(), Partners.PRACTICE);
        String nearlyEleven = LocalDate.now(ZoneId.of("Europe/London"))
                .minusYears(11)
                .plusDays(10)
                .toString();

        post(CLERK, "/delegations", child, mother, parameters("parent", soon(), nearlyEleven))
                .statusCode(400)
                .body("place", equalTo("until"));
        post(CLERK, "/delegations", child, mother, parameters("parent", soon(), ""))
                .statusCode(400)
                .body("place", equalTo("birth-date"));
        post(CLERK, "/delegations", child, mother, parameters("attorney", soon().plus(2_000, ChronoUnit.DAYS), ""))
                .statusCode(400)
                .body("place", equalTo("until"));
        post(CLERK, "/delegations", child, mother, parameters("neighbour", soon(), ""))
                .statusCode(400)
                .body("place", equalTo("kind"));
        Citizens.decide(Citizens.caller(), mother, child, "record").body("shown", equalTo("absent"));
    }

    @Test
    void onlyWhereBothAreRegisteredAndNotOfSomebodyRestrictedOrOneself() {
        String child = Persons.known(UUID.randomUUID(), Partners.PRACTICE);
        String mother = Persons.known(UUID.randomUUID(), Partners.PRACTICE);
        String body = parameters("carer", soon(), "");

        post(CLERK, "/delegations", Persons.known(UUID.randomUUID(), Partners.HOSPITAL), mother, body)
                .body("shown", equalTo("absent"));
        post(CLERK, "/delegations", child, Persons.known(UUID.randomUUID(), Partners.HOSPITAL), body)
                .statusCode(404);
        post(CLERK, "/delegations", child, Persons.unknown(), body).statusCode(404);
        post(CLERK, "/delegations", Persons.restricted(UUID.randomUUID(), Partners.PRACTICE), mother, body)
                .statusCode(422)
                .body("rule", equalTo("restricted"));
        post(CLERK, "/delegations", child, child, body).statusCode(422).body("rule", equalTo("same"));
        post(CLERK, "/delegations", child, "no-token", body).statusCode(400);
        post(CLERK, "/delegations/$end", child, "", end(UUID.randomUUID())).statusCode(404);
    }

    @ParameterizedTest
    @CsvSource({"R0001, KZ016, record-role", "R8006, LAP01, agreement-live", "'', KZ016, role-known"})
    void whoMayNotIsRefused(String role, String organisation, String rule) {
        String person = Persons.known(UUID.randomUUID(), Partners.PRACTICE);

        post(caller(organisation, role), "/delegations", person, person, parameters("carer", soon(), ""))
                .body("reason", equalTo(rule));
    }

    @Test
    void aCitizenRecordsNoProxy() {
        String own = Persons.known(UUID.randomUUID(), Partners.PRACTICE);

        post(Citizens.caller(), "/delegations", own, own, parameters("carer", soon(), ""))
                .body("decision", equalTo("deny"));
    }

    @Test
    void theServiceTakesNoProxyAway() {
        assertThrows(IllegalStateException.class, () -> Database.asService("delete from delegation"));
        assertThrows(IllegalStateException.class, () -> Database.asService("update delegation set proxy = person"));
    }
}
