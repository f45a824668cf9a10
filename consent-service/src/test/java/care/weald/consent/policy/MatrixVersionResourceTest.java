package care.weald.consent.policy;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import care.weald.consent.decision.Tokens;
import care.weald.consent.support.Database;
import care.weald.consent.support.Kept;
import care.weald.consent.support.Partners;
import care.weald.consent.support.Peers;
import care.weald.consent.support.Persons;
import care.weald.consent.support.PostgresResource;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Versions of the matrix: drafted, tried, approved by somebody else, in force at once (G3, D9). */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(Peers.class)
@QuarkusTestResource(Partners.class)
class MatrixVersionResourceTest {

    private static final String REASON = "{\"reason\":\"As the board decided\"}";

    private static String officer(String user) {
        return Peers.caller(user, "consent-service", Partners.PRACTICE, "R0001", "HOPERAT");
    }

    /** What another test decides, it decides by the matrix that was there. */
    @AfterEach
    void theFirstVersionIsInForce() {
        Database.asOwner("alter table access_matrix disable trigger by_two_people");
        Database.asOwner("update access_matrix set state = 'retired' where state = 'active' and version <> '2026-01'");
        Database.asOwner("update access_matrix set state = 'active', active_to = null where version = '2026-01'");
        Database.asOwner("alter table access_matrix enable trigger by_two_people");
    }

    private static ObjectNode published() {
        return (ObjectNode) Tokens.json(given().get("/access-matrix").asString());
    }

    private static ObjectNode draft(String version) {
        return published().put("version", version).put("reason", "As the board decided");
    }

    private static JsonNode cell(ObjectNode matrix, String category, String group) {
        for (JsonNode cell : matrix.path("cells")) {
            if (cell.path("category").asText().equals(category)
                    && cell.path("roleGroup").asText().equals(group)) {
                return cell;
            }
        }
        throw new AssertionError("no such cell");
    }

    private static ValidatableResponse post(String caller, String path, String body) {
        return given().urlEncodingEnabled(false)
                .header("Authorization", "Bearer " + caller)
                .contentType("application/json")
                .body(body)
                .post("/access-matrix/versions" + path)
                .then();
    }

    private static JsonNode decide(String person) {
        return Tokens.json(given().header(
                        "Authorization",
                        "Bearer " + Peers.caller("consent-service", Partners.PRACTICE, "R8000", "TREAT"))
                .contentType("application/json")
                .body("{\"interaction\":\"record\",\"person\":\"%s\",\"audiences\":[\"record-service\"]}"
                        .formatted(person))
                .post("/decisions")
                .asString());
    }

    private static String level(JsonNode decided) {
        return Tokens.claims(decided.at("/permits/record-service").asText())
                .at("/weald/levels/cat-07")
                .asText();
    }

    @Test
    void aVersionIsDraftedTriedApprovedByAnotherAndBitesAtOnce() {
        // Given
        String version = "t-" + UUID.randomUUID().toString().substring(0, 8);
        String person = Persons.known(UUID.randomUUID(), Partners.PRACTICE);
        JsonNode before = decide(person);
        Kept.until(before.path("decisionId").asText());
        ObjectNode draft = draft(version);
        ((ObjectNode) cell(draft, "cat-07", "Doc")).put("level", "none");

        // When
        post(officer("first"), "", draft.toString())
                .statusCode(200)
                .header("Weald-Permit", containsString("."))
                .body("versions.find { it.version == '%s' }.state".formatted(version), equalTo("draft"));

        // Then
        assertEquals("F", level(decide(person)));
        given().get("/access-matrix?version=" + version).then().body("version", equalTo(version));
        String trial = given().urlEncodingEnabled(false)
                .header("Authorization", "Bearer " + officer("first"))
                .contentType("application/fhir+json")
                .body("{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"matrix\",\"valueString\":\""
                        + version + "\"}]}")
                .post("/simulations")
                .asString();
        assertTrue(trial.contains(before.path("decisionId").asText()), trial);

        // When
        post(officer("first"), "/" + version + "/$activate", REASON)
                .statusCode(409)
                .body("rule", equalTo("state"));
        post(officer("first"), "/" + version + "/$approve", REASON)
                .statusCode(403)
                .body("rule", equalTo("two-people"));
        post(officer("second"), "/" + version + "/$approve", REASON).statusCode(200);
        post(officer("first"), "/" + version + "/$activate", REASON)
                .statusCode(200)
                .body("versions.find { it.version == '2026-01' }.state", equalTo("retired"))
                .body("versions.find { it.version == '%s' }.approvedBy".formatted(version), equalTo("second"))
                .body(
                        "versions.find { it.version == '%s' }.approval".formatted(version),
                        equalTo("As the board decided"))
                .body("versions.find { it.version == '%s' }.activatedBy".formatted(version), equalTo("first"));

        // Then
        JsonNode after = decide(person);
        assertEquals("", level(after));
        assertEquals(version, published().path("version").asText());
        post(officer("second"), "/" + version + "/$approve", REASON).statusCode(409);
    }

    @Test
    void ofTwoVersionsPutInForceAtOnceOneIsAndTheOtherIsToldSo() {
        // Given
        List<String> versions = Stream.generate(
                        () -> "c-" + UUID.randomUUID().toString().substring(0, 8))
                .limit(4)
                .toList();
        for (String version : versions) {
            post(officer("first"), "", draft(version).toString()).statusCode(200);
            post(officer("second"), "/" + version + "/$approve", REASON).statusCode(200);
        }

        // When
        List<Integer> answers = new CopyOnWriteArrayList<>();
        try (ExecutorService officers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (String version : versions) {
                officers.execute(() -> answers.add(post(officer("first"), "/" + version + "/$activate", REASON)
                        .extract()
                        .statusCode()));
            }
        }

        // Then
        assertEquals(4, answers.size());
        assertTrue(answers.contains(200) && Set.of(200, 409).containsAll(answers), answers.toString());
        assertEquals("1", Database.value("select count(*) from access_matrix where state = 'active'"));
    }

    @Test
    void theMatrixInForceTriedOnWhatItDecidedChangesNothing() {
        Kept.until(decide(Persons.known(UUID.randomUUID(), Partners.PRACTICE))
                .path("decisionId")
                .asText());
        String since = Database.value(
                "select to_char((max(at) + interval '1 ms') at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.MS\"Z\"') from"
                        + " decision_log where facts not like '%\"matrix\":\"2026-01\"%'");

        given().urlEncodingEnabled(false)
                .header("Authorization", "Bearer " + officer("first"))
                .contentType("application/fhir+json")
                .body(
                        "{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"matrix\",\"valueString\":\"2026-01\"}"
                                + (since.equals("null")
                                        ? ""
                                        : ",{\"name\":\"from\",\"valueDateTime\":\"" + since + "\"}")
                                + "]}")
                .post("/simulations")
                .then()
                .statusCode(200)
                .body("parameter.find { it.name == 'changed' }.valueDecimal", equalTo(0));
    }

    @Test
    void aNameIsTakenOnce() {
        post(officer("first"), "", draft("2026-01").toString()).statusCode(409).body("rule", equalTo("taken"));
        post(officer("first"), "/t-none/$approve", REASON).statusCode(404);
        given().get("/access-matrix?version=t-none").then().statusCode(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"version", "purposes", "cells", "roleGroups", "reason", "allergy", "label", "level"})
    void whatIsNoMatrixIsNamedByItsPlace(String what) {
        ObjectNode draft = draft("t-wrong");
        switch (what) {
            case "version" -> draft.put("version", "no version at all");
            case "purposes" -> draft.withArray("/purposes").add("HMARKT");
            case "cells" -> ((ObjectNode) draft.path("cells").get(0)).put("category", "cat-23");
            case "roleGroups" -> ((ObjectNode) draft.path("roleGroups").get(0)).put("code", "Pol");
            case "reason" -> draft.put("reason", "short");
            case "allergy" -> ((ObjectNode) cell(draft, "cat-10", "Doc").path("facets")).put("cat-10/allergy", "none");
            case "label" -> ((ObjectNode) draft.path("labels").get(0)).put("code", "X");
            default -> ((ObjectNode) draft.path("cells").get(0)).put("level", "FF");
        }

        String place = post(officer("first"), "", draft.toString())
                .statusCode(400)
                .extract()
                .path("place");

        assertTrue(place.contains(what.equals("level") ? "cells[0].level" : what), place);
        assertEquals("0", Database.value("select count(*) from access_matrix where version = 't-wrong'"));
    }

    @ParameterizedTest
    @CsvSource({
        "R8000, KZ016, HOPERAT, privacy-officer",
        "R0001, KZ016, TREAT, purpose-of-running",
        "R0001, LAP01, HOPERAT, agreement-live",
        "R5100, KZ016, HOPERAT, privacy-officer",
    })
    void nobodyElseChangesOrTriesTheMatrix(String role, String organisation, String purpose, String rule) {
        String caller = Peers.caller("somebody", "consent-service", organisation, role, purpose);

        post(caller, "", draft("t-refused").toString())
                .body("decision", equalTo("deny"))
                .body("reason", equalTo(rule));
        post(caller, "/2026-01/$approve", REASON).body("reason", equalTo(rule));
        given().urlEncodingEnabled(false)
                .header("Authorization", "Bearer " + caller)
                .contentType("application/fhir+json")
                .body("{\"resourceType\":\"Parameters\"}")
                .post("/simulations")
                .then()
                .body("reason", equalTo(rule));
        assertEquals("0", Database.value("select count(*) from access_matrix where version = 't-refused'"));
    }

    @Test
    void theDatabaseItselfWantsTwoPeopleAndNoWayBack() {
        Database.asOwner(
                "insert into access_matrix (version, state, purposes, drafted_by) values ('t-db', 'draft', '{TREAT}',"
                        + " 'somebody') on conflict do nothing");

        for (String change : new String[] {
            "set state = 'active', active_from = now() where version = 't-db'",
            "set state = 'approved', approved_by = 'somebody' where version = 't-db'",
            "set state = 'draft' where version = '2026-01'"
        }) {
            assertThrows(
                    IllegalStateException.class, () -> Database.asService("update access_matrix " + change), change);
        }
        assertThrows(IllegalStateException.class, () -> Database.asService("delete from access_matrix"));
        assertThrows(
                IllegalStateException.class,
                () -> Database.asService("update access_level set level = 'F' where matrix = '2026-01'"));
    }
}
