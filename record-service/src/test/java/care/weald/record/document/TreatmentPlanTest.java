package care.weald.record.document;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import care.weald.record.support.Documents;
import care.weald.record.support.Feeds;
import care.weald.record.support.Peers;
import care.weald.record.support.Permits;
import care.weald.record.support.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Exactly one current treatment escalation plan, or none. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(Peers.class)
class TreatmentPlanTest {

    private static final UUID PERSON = UUID.randomUUID();

    private final UUID here = UUID.randomUUID();
    private final UUID there = UUID.randomUUID();

    private static String plan(String id, String date, String more) {
        return Documents.reference(
                id, Documents.PLAN, Documents.text("For escalation"), ",\"date\":\"" + date + "T10:00:00Z\"" + more);
    }

    private static String replacing(String id) {
        return ",\"relatesTo\":[{\"code\":\"replaces\",\"target\":{\"reference\":\"DocumentReference/" + id + "\"}}]";
    }

    private static void send(UUID patient, String... resources) {
        Feeds.send(
                        Feeds.bundle("transaction", List.of(resources)).replace("~", patient.toString()),
                        patient,
                        "Patient/x")
                .statusCode(200);
    }

    private ValidatableResponse read(Map<String, String> levels, String... hidden) {
        String permit = Permits.person("search", PERSON, List.of(here, there), levels, List.of(hidden));
        return given().header("Authorization", "Bearer " + Permits.caller())
                .header("Weald-Permit", permit)
                .get("/treatment-escalation-plan")
                .then();
    }

    @Test
    void withoutAPlanThereIsNone() {
        send(here, Documents.reference("~d", Documents.LETTER, Documents.text("a letter"), ""));

        read(Permits.all("F")).statusCode(404);
    }

    @Test
    void onlyTheLatestOfAChainIsInForce() {
        send(here, plan("~p1", "2026-01-01", ""));
        send(here, plan("~p2", "2026-02-01", replacing("~p1")));
        // a correction of the old one makes it no newer
        send(here, plan("~p1", "2026-09-01", ",\"description\":\"corrected\""));

        read(Permits.all("F"))
                .statusCode(200)
                .body("total", equalTo(1))
                .body("entry.size()", equalTo(1))
                .body("entry[0].resource.date", equalTo("2026-02-01T10:00:00Z"));
    }

    @Test
    void whatAHiddenPlanReplacesIsNotInForceEither() {
        send(here, plan("~p1", "2026-01-01", ""));
        send(
                here,
                plan(
                        "~p2",
                        "2026-02-01",
                        replacing("~p1") + ",\"securityLabel\":[{\"coding\":[{\"system\":"
                                + "\"http://terminology.hl7.org/CodeSystem/v3-Confidentiality\",\"code\":\"V\"}]}]"));

        read(Permits.all("F")).body("entry[0].resource.date", equalTo("2026-02-01T10:00:00Z"));
        read(Permits.all("F"), "V")
                .statusCode(404)
                .header("Weald-Disclosure", containsString("\"withheld\":1"))
                .body(not(containsString("2026")));
    }

    @Test
    void whatReplacedItInErrorDoesNotCount() {
        send(here, plan("~p1", "2026-01-01", ""));
        send(here, plan("~p2", "2026-02-01", replacing("~p1")).replace("\"current\"", "\"entered-in-error\""));

        read(Permits.all("F")).statusCode(200).body("entry[0].resource.date", equalTo("2026-01-01T10:00:00Z"));
    }

    @Test
    void ofTwoCurrentPlansTheNewestIsAnsweredAndTheOtherIsNamed() {
        // Given
        send(here, plan("~p1", "2026-01-01", ""));
        send(there, plan("~p9", "2026-03-01", ""));
        // When
        ValidatableResponse answer = read(Permits.all("F"));
        // Then
        answer.body("entry.resource.resourceType", contains("DocumentReference", "OperationOutcome"))
                .body("entry[0].resource.date", equalTo("2026-03-01T10:00:00Z"))
                .body("entry[1].search.mode", equalTo("outcome"))
                .body("entry[1].resource.issue.size()", equalTo(1))
                .body("entry[1].resource.issue[0].severity", equalTo("warning"))
                .body("entry[1].resource.issue[0].diagnostics", containsString("DocumentReference/"))
                .header("Weald-Disclosure", containsString("\"items\":2"));
    }

    @Test
    void theDecisionAboutResuscitationComesWithIt() {
        String decision = Feeds.observation("~cpr", "Patient/x", "exam", "304253006", "")
                .replace("http://loinc.org", "http://snomed.info/sct");
        send(here, plan("~p1", "2026-01-01", ""), decision);

        read(Permits.all("F"))
                .body("entry.resource.resourceType", contains("DocumentReference", "Observation"))
                .body("entry[1].search.mode", equalTo("include"));
        read(Map.of("cat-15", "F")).statusCode(404);
    }

    @Test
    void whoSeesKeyFactsIsToldThatThereIsOneAndWhoSeesLessIsNot() {
        send(here, plan("~p1", "2026-01-01", ""));

        read(Permits.all("K"))
                .statusCode(200)
                .body("entry[0].resource.type.coding[0].code", equalTo(Documents.PLAN))
                .body(not(containsString("Binary/")));
        read(Permits.all("A")).statusCode(404);
        read(Map.of("cat-09", "F")).statusCode(404);
    }
}
