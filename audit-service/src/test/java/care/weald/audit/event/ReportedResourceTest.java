package care.weald.audit.event;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import care.weald.audit.log.Content;
import care.weald.audit.support.Database;
import care.weald.audit.support.Events;
import care.weald.audit.support.Peers;
import care.weald.audit.support.Permits;
import care.weald.audit.support.PostgresResource;
import care.weald.audit.watch.Watching;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What partners tell, and all that it must not come to. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(Peers.class)
class ReportedResourceTest {

    @Inject
    Watching watching;

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String OWN = "KZ016";
    private static final String ODS = "https://fhir.nhs.uk/Id/ods-organization-code";

    private final UUID person = UUID.randomUUID();
    private final Instant started = Instant.now();
    private final String id = UUID.randomUUID().toString();

    @Test
    void whatIsToldIsALeafThatSaysWhoToldIt() throws Exception {
        // When a partner's system tells of a use
        String location = tell(told()).statusCode(201).extract().header("Location");

        // Then it is kept as that partner's word, with all of it as data
        JsonNode kept = kept(location);
        assertEquals("reported", kept.at("/type/code").asText());
        assertEquals("reported", kept.at("/meta/tag/0/code").asText());
        assertEquals(OWN, kept.at("/source/observer/identifier/value").asText());
        assertEquals(OWN, kept.at("/extension/0/valueString").asText());
        assertEquals("Patient/" + person, kept.at("/entity/0/what/reference").asText());
        String text =
                new String(Base64.getDecoder().decode(kept.at("/entity/1/query").asText()), StandardCharsets.UTF_8);
        assertEquals(told(), JSON.readTree(text));
        assertEquals("reported|KZ016|reported|true", Database.text("""
                select type || '|' || source || '|' || basis || '|' || (person = '%s') from audit_event where event_id = '%s'
                """.formatted(person, eventId(location))));
    }

    @Test
    void theSameAgainIsKeptOnceAndOtherContentUnderItsIdIsAConflict() throws Exception {
        String first = tell(told()).statusCode(201).extract().header("Location");

        tell(told()).statusCode(200).header("Location", equalTo(first));
        tell(told().put("outcome", "8")).statusCode(409);

        assertEquals("0", kept(first).path("outcome").asText());
    }

    @Test
    void withoutAnIdTheSameContentIsTheSameEvent() {
        ObjectNode nameless = told();
        JsonNode _ = nameless.remove("id");

        String first = tell(nameless).statusCode(201).extract().header("Location");
        tell(nameless).statusCode(200).header("Location", equalTo(first));
        tell(nameless.put("outcome", "4")).statusCode(201);
    }

    @Test
    void anIdOfTheGatewaysCannotBeTakenBeforeItNorByAnotherPartner() {
        // Given an id that the gateway is going to use
        UUID gateways = Events.uuid7();
        tell(told().put("id", gateways.toString())).statusCode(201);
        tell("KZ017", told("KZ017").put("id", gateways.toString())).statusCode(201);

        // When the gateway uses it
        given().header("Authorization", "Bearer " + Peers.caller("audit-service", OWN, "R8000", "TREAT"))
                .header("Weald-Permit", Permits.permit(OWN, "R8000", "read", person))
                .contentType("application/json")
                .body(Events.read(gateways))
                .post("/events")
                .then()
                .statusCode(201);
    }

    @Test
    void aForeignSourceIsRefused() {
        ObjectNode forged = told();
        forged.withObject("/source/observer/identifier").put("value", "KZ999");
        refused(forged, 403, "organisation");
        ObjectNode site = told();
        site.withObject("/source/observer").put("reference", "Organization/KZ999");
        refused(site, 403, "organisation");
        ObjectNode nobody = told();
        JsonNode _ = nobody.remove("source");
        refused(nobody, 400, "observer");
    }

    @Test
    void anAgentOfAnotherOrganisationIsRefusedHoweverItIsNamed() {
        ObjectNode named = told();
        named.withArray("agent")
                .addObject()
                .put("requestor", false)
                .putObject("who")
                .putObject("identifier")
                .put("system", ODS)
                .put("value", "KZ999");
        refused(named, 403, "organisation");
        ObjectNode referred = told();
        referred.withArray("agent")
                .addObject()
                .put("requestor", false)
                .putObject("who")
                .put("reference", "https://record.example/fhir/Organization/KZ999");
        refused(referred, 403, "organisation");
        ObjectNode deep = told();
        deep.withArray("agent")
                .addObject()
                .put("requestor", false)
                .putArray("extension")
                .addObject()
                .putObject("valueIdentifier")
                .put("system", ODS)
                .put("value", "KZ999");
        refused(deep, 403, "organisation");
    }

    @Test
    void whatSpeaksInOurNameIsRefused() {
        ObjectNode service = told();
        service.withArray("agent")
                .addObject()
                .put("requestor", false)
                .putObject("who")
                .putObject("identifier")
                .put("value", "urn:weald:gateway");
        refused(service, 422, "own-name");
        refused(told().put("outcomeDesc", "https://weald.care/StructureDefinition/interaction"), 422, "own-name");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\n",
                "\r",
                "\t",
                "\u0000",
                "\u001b[2J",
                "\u0085",
                "\u2028",
                "\u202e",
                "\u200b",
                "\ufeff",
                "\uffff"
            })
    void whatCannotBeSeenIsRefusedInAnyField(String character) {
        refused(told().put("outcomeDesc", "a" + character + "b"), 422, "characters");
        ObjectNode agent = told();
        agent.withArray("agent").addObject().put("requestor", true).put("name", "Dr " + character);
        refused(agent, 422, "characters");
        refused(told().put("x" + character, "a"), 422, "characters");
    }

    @Test
    void aClockThatStepsIsRefusedOrMarked() throws Exception {
        refused(told().put("recorded", Instant.now().plusSeconds(300).toString()), 422, "future");
        refused(told().put("recorded", Instant.now().minus(Duration.ofDays(400)).toString()), 422, "past");
        refused(told().put("recorded", "yesterday"), 400, "");

        String late = tell(told().put(
                                "recorded",
                                Instant.now().minus(Duration.ofDays(9)).toString()))
                .statusCode(201)
                .extract()
                .header("Location");
        assertTrue(kept(late).path("extension").toString().contains("reported-late"));
        assertTrue(Instant.parse(kept(late).path("recorded").asText())
                .isAfter(Instant.now().minusSeconds(60)));
    }

    @Test
    void enormousAndBrokenContentIsRefused() {
        refused(told().put("outcomeDesc", "x".repeat(9_000)), 413, "size");
        ObjectNode many = told();
        for (int i = 0; i < 20; i++) {
            many.withArray("entity").addObject().put("name", "x".repeat(1_000));
        }
        refused(many, 413, "size");
        tellText("{").statusCode(400);
        tellText("[]").statusCode(400);
        tellText("{\"resourceType\":\"AuditEvent\",\"resourceType\":\"AuditEvent\"}")
                .statusCode(400);
        tellText("[".repeat(5_000)).statusCode(400);
        refused(told().put("resourceType", "Patient"), 400, "type");
    }

    @Test
    void codesAreCodesAndNumbersOfTheNhsAreKeptOut() {
        ObjectNode code = told();
        code.withObject("/type").put("code", "0193a000-0000-7000-8000-000000000000");
        refused(code, 400, "coding");
        ObjectNode system = told();
        system.withObject("/type").put("system", "no uri");
        refused(system, 400, "coding");
        ObjectNode number = told();
        number.withArray("entity")
                .addObject()
                .putObject("what")
                .putObject("identifier")
                .put("system", "https://fhir.nhs.uk/Id/nhs-number")
                .put("value", "9991000003");
        refused(number, 422, "nhs-number");
        refused(told().put("action", "X"), 400, "code");
    }

    @Test
    void onlyASystemWithAPermitForFeedsTells() {
        post(OWN, "", Permits.permit(OWN, "", "directory"), told().toString()).statusCode(403);
        post(OWN, "R8000", Permits.permit(OWN, "R8000", "feed"), told().toString())
                .statusCode(403);
        given().contentType("application/fhir+json")
                .body(told().toString())
                .post("/reported-events")
                .then()
                .statusCode(401);
        post("KZ017", "", Permits.permit(OWN, "", "feed"), told().toString()).statusCode(403);
    }

    @Test
    void aBatchIsToldOneByOneOrNotAtAll() throws SQLException {
        long before = Database.number("select next_index from log_head");
        ObjectNode second = told().put("id", UUID.randomUUID().toString());

        tell(batch(told(), second))
                .statusCode(200)
                .body("type", equalTo("batch-response"))
                .body("entry.response.status", equalTo(List.of("201", "201")));
        tell(batch(told().put("outcome", "4"), second))
                .statusCode(200)
                .body("entry.response.status", equalTo(List.of("409", "200")));
        tell(batch(told().put("id", "new"), told().put("action", "X")))
                .statusCode(400)
                .body("entry", equalTo(1));
        tell(batch(told()).put("type", "transaction")).statusCode(422);
        tell(batch()).statusCode(422);

        assertEquals(before + 2, Database.number("select next_index from log_head"));
    }

    @Test
    void itIsFoundByItsSourceAndByThePersonAndNotAmongWhatTheGatewaySaw() {
        String location = tell(told()).statusCode(201).extract().header("Location");
        String event = eventId(location).toString();

        assertTrue(found("source=" + OWN).contains(event));
        assertTrue(found("source=" + ODS + "|" + OWN).contains(event));
        assertTrue(found("type=reported").contains(event));
        assertFalse(found("source=gateway").contains(event));
        assertFalse(found("type=rest").contains(event));
    }

    @Test
    void itIsNoLineOfThePersonsAccessLogAndNoEventOfTheWatchers() throws Exception {
        String location = tell(told()).statusCode(201).extract().header("Location");

        given().header("Authorization", "Bearer " + Peers.caller("audit-service", OWN, "R0001", "HOPERAT"))
                .header("Weald-Permit", Permits.permit(OWN, "R0001", "audit", person))
                .get("/access-log")
                .then()
                .statusCode(200)
                .body("lines", hasSize(0));
        int _ = watching.all();
        assertEquals(
                0, Database.number("select count(*) from watch_event where event_id = '" + eventId(location) + "'"));
    }

    private String found(String query) {
        return given().header("Authorization", "Bearer " + Peers.caller("audit-service", OWN, "R0001", "HOPERAT"))
                .header("Weald-Permit", Permits.permit(OWN, "R0001", "audit", person))
                .get("/audit-events?patient=" + person + "&" + query)
                .then()
                .statusCode(200)
                .extract()
                .asString();
    }

    private ObjectNode told() {
        return told(OWN);
    }

    private ObjectNode told(String organisation) {
        ObjectNode event =
                JSON.createObjectNode().put("resourceType", "AuditEvent").put("id", id);
        event.putObject("type")
                .put("system", "http://terminology.hl7.org/CodeSystem/audit-event-type")
                .put("code", "rest");
        event.put("action", "R").put("recorded", started.toString()).put("outcome", "0");
        ObjectNode agent =
                event.putArray("agent").addObject().put("requestor", true).put("name", "Dr Ada Bell");
        agent.putObject("who").putObject("identifier").put("system", ODS).put("value", organisation);
        event.putObject("source").putObject("observer").putObject("identifier").put("value", organisation);
        event.putArray("entity").addObject().putObject("what").put("reference", "Patient/" + person);
        return event;
    }

    private static ObjectNode batch(ObjectNode... events) {
        ObjectNode bundle =
                JSON.createObjectNode().put("resourceType", "Bundle").put("type", "batch");
        for (ObjectNode event : events) {
            ObjectNode entry = bundle.withArray("entry").addObject();
            entry.set("resource", event);
            entry.putObject("request").put("method", "POST").put("url", "AuditEvent");
        }
        return bundle;
    }

    private static void refused(ObjectNode event, int status, String rule) {
        ValidatableResponse answer = tell(event).statusCode(status);
        if (!rule.isEmpty()) {
            answer.body("rule", equalTo(rule));
        }
    }

    private static ValidatableResponse tell(ObjectNode event) {
        return tellText(event.toString());
    }

    private static ValidatableResponse tell(String organisation, ObjectNode event) {
        return post(organisation, "", Permits.permit(organisation, "", "feed"), event.toString());
    }

    private static ValidatableResponse tellText(String text) {
        return post(OWN, "", Permits.permit(OWN, "", "feed"), text);
    }

    private static ValidatableResponse post(String organisation, String role, String permit, String text) {
        return given().header("Authorization", "Bearer " + Peers.caller("audit-service", organisation, role, "TREAT"))
                .header("Weald-Permit", permit)
                .contentType("application/fhir+json")
                .body(text.getBytes(StandardCharsets.UTF_8))
                .post("/reported-events")
                .then();
    }

    private static UUID eventId(String location) {
        return UUID.fromString(location.substring(location.lastIndexOf('/') + 1));
    }

    private static JsonNode kept(String location) throws SQLException, IOException {
        String row = "select encode(%s, 'base64') from audit_event where event_id = '" + eventId(location) + "'";
        return JSON.readTree(Content.whole(
                Base64.getMimeDecoder().decode(Database.text(row.formatted("body"))),
                Base64.getMimeDecoder().decode(Database.text(row.formatted("identity")))));
    }
}
