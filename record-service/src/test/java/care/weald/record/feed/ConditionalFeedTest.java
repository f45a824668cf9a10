package care.weald.record.feed;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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

/** Conditions of a feed find what the sender has sent before, under whatever id. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(Peers.class)
class ConditionalFeedTest {

    private static final String PLAIN = "\"method\":\"POST\",\"url\":\"MedicationRequest\"";

    private final UUID patient = UUID.randomUUID();
    private final String condition = "identifier=urn:order|" + patient;

    private String medicine(String id, String status, String request) {
        return "{\"resource\":{\"resourceType\":\"MedicationRequest\",\"id\":\"" + id + "-" + patient
                + "\",\"identifier\":[{\"system\":"
                + "\"urn:order\",\"value\":\"" + patient + "\"}],\"status\":\"" + status
                + "\",\"intent\":\"order\",\"medicationCodeableConcept\":{\"text\":\"x\"},\"subject\":{\"reference\":"
                + "\"Patient/" + patient + "\"}},\"request\":{" + request + "}}";
    }

    private ValidatableResponse send(String... entries) {
        return Feeds.send(bundle("transaction", entries), patient, "Patient/" + patient);
    }

    private static String bundle(String type, String... entries) {
        return "{\"resourceType\":\"Bundle\",\"type\":\"" + type + "\",\"entry\":[" + String.join(",", entries) + "]}";
    }

    private List<String> statuses() {
        return given().header("Authorization", "Bearer " + Permits.caller())
                .header(
                        "Weald-Permit",
                        Permits.person("everything", UUID.randomUUID(), List.of(patient), Permits.all("F"), List.of()))
                .get("/everything")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList("entry.resource.status");
    }

    private String put() {
        return "\"method\":\"PUT\",\"url\":\"MedicationRequest?" + condition + "\"";
    }

    @Test
    void aConditionalUpdateChangesTheItemThatCameUnderAnotherId() {
        // Given
        String first =
                send(medicine("m1", "active", PLAIN)).statusCode(200).extract().path("entries[0].location");
        // When
        String second =
                send(medicine("m2", "stopped", put())).statusCode(200).extract().path("entries[0].location");
        // Then
        assertEquals(first.replace("/_history/1", "/_history/2"), second);
        assertEquals(List.of("stopped"), statuses());
    }

    @Test
    void aConditionalCreateLeavesTheItemThatCameUnderAnotherId() {
        // Given
        String first =
                send(medicine("m1", "active", PLAIN)).statusCode(200).extract().path("entries[0].location");
        // When
        var again = send(medicine("m2", "stopped", PLAIN + ",\"ifNoneExist\":\"" + condition + "\""));
        // Then
        again.statusCode(200).body("entries[0].status", equalTo("200 OK")).body("entries[0].location", equalTo(first));
        assertEquals(List.of("active"), statuses());
    }

    @Test
    void anItemIsNotChangedTwiceByOneMessageUnderTwoNames() {
        // Given
        send(medicine("m1", "active", PLAIN)).statusCode(200);
        // When
        var both = send(medicine("m1", "on-hold", PLAIN), medicine("m2", "stopped", put()));
        // Then
        both.statusCode(422).body("place", equalTo("Bundle.entry[1].resource"));
        assertEquals(List.of("active"), statuses());
    }

    @Test
    void aConditionalUpdateChangesTheSendersOwnDirectoryEntryOnly() {
        // Given
        String value = UUID.randomUUID().toString();
        String first = organization("KZ016", value, "o1", "Before", "\"method\":\"POST\",\"url\":\"Organization\"")
                .statusCode(200)
                .extract()
                .path("entries[0].location");
        String put = "\"method\":\"PUT\",\"url\":\"Organization?identifier=urn:org|" + value + "\"";
        // When
        var other = organization("KZ001", value, "o1", "Stranger", put);
        var own = organization("KZ016", value, "o2", "After", put);
        // Then
        other.statusCode(200).body("entries[0].location", equalTo(first));
        own.statusCode(200).body("entries[0].location", equalTo(first.replace("/_history/1", "/_history/2")));
        String id = first.split("/", -1)[1];
        given().header("Authorization", "Bearer " + Permits.caller())
                .header("Weald-Permit", Permits.directory())
                .get("/directory/Organization/" + id)
                .then()
                .statusCode(200)
                .body(containsString("\"After\""));
        assertTrue(first.startsWith("Organization/"));
    }

    private static ValidatableResponse organization(
            String sender, String value, String id, String name, String request) {
        String entry = "{\"resource\":{\"resourceType\":\"Organization\",\"id\":\"" + id + "-" + value
                + "\",\"identifier\":[{\"system\":\"urn:org\",\"value\":\"" + value + "\"}],\"name\":\"" + name
                + "\"},\"request\":{" + request + "}}";
        return Feeds.send(sender, bundle("transaction", entry), Map.of());
    }
}
