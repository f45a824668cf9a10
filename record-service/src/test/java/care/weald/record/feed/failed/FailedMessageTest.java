package care.weald.record.feed.failed;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import care.weald.record.support.Peers;
import care.weald.record.support.Permits;
import care.weald.record.support.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(Peers.class)
@TestProfile(FailedMessageTest.FewAndSmall.class)
class FailedMessageTest {

    private static final byte[] MESSAGE = "MSH|^~\\&|A\rPID|1\r".getBytes(StandardCharsets.ISO_8859_1);
    private static final String TYPE = "application/hl7-v2; charset=iso-8859-1";
    private static final String WHY =
            "{\"kind\":\"unprocessable\",\"place\":\"PID-3\",\"detail\":\"A field is missing\"}";

    /** So few that the limits are met. */
    public static class FewAndSmall implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("weald.failed-messages.max-messages", "4", "weald.failed-messages.max-bytes", "2K");
        }
    }

    @Inject
    Pool pool;

    @Inject
    FailedMessages messages;

    private static RequestSpecification as(String organisation) {
        return given().urlEncodingEnabled(false)
                .header("Authorization", "Bearer " + Permits.system(organisation))
                .header("Weald-Permit", Permits.feed(organisation));
    }

    private static ValidatableResponse keep(String organisation, byte[] message, String why) {
        return as(organisation)
                .header("Weald-Content-Type", TYPE)
                .header("Weald-Refusal", why)
                .contentType("application/octet-stream")
                .body(message)
                .post("/failed-messages")
                .then();
    }

    private static String kept(String organisation, byte[] message) {
        return keep(organisation, message, WHY)
                .statusCode(201)
                .extract()
                .jsonPath()
                .getString("message");
    }

    private static byte[] message(int number) {
        return ("MSH|^~\\&|" + number).getBytes(StandardCharsets.US_ASCII);
    }

    @Test
    void itsSenderSeesWhyAndReadsItAsItCame() {
        // When
        String id = kept("KZ500", MESSAGE);

        // Then
        as("KZ500")
                .get("/failed-messages")
                .then()
                .statusCode(200)
                .body("entry", hasSize(1))
                .body("entry[0].resource.id", equalTo(id))
                .body("entry[0].fullUrl", endsWith("/Task/" + id));
        as("KZ500")
                .get("/failed-messages/" + id)
                .then()
                .statusCode(200)
                .body("status", equalTo("failed"))
                .body("code.coding[0].code", equalTo("feed-message"))
                .body("statusReason.coding[0].code", equalTo("unprocessable"))
                .body("statusReason.text", equalTo("A field is missing"))
                .body("requester.identifier.value", equalTo("KZ500"))
                .body("input.find { it.type.coding[0].code == 'place' }.valueString", equalTo("PID-3"))
                .body(
                        "input.find { it.type.coding[0].code == 'original' }.valueReference.reference",
                        equalTo("Binary/" + id));
        byte[] original = as("KZ500")
                .get("/failed-messages/" + id + "/content")
                .then()
                .statusCode(200)
                .header("Weald-Content-Type", TYPE)
                .extract()
                .asByteArray();
        assertArrayEquals(MESSAGE, original);
        as("KZ500")
                .header("Accept", "application/fhir+json")
                .get("/failed-messages/" + id + "/content")
                .then()
                .body("resourceType", equalTo("Binary"))
                .body("data", equalTo(Base64.getEncoder().encodeToString(MESSAGE)));
    }

    @Test
    void nobodyElseSeesIt() {
        String id = kept("KZ501", MESSAGE);

        as("KZ502").get("/failed-messages").then().statusCode(200).body("entry", nullValue());
        as("KZ502").get("/failed-messages/" + id).then().statusCode(404);
        as("KZ502").get("/failed-messages/" + id + "/content").then().statusCode(404);
        as("KZ502").post("/failed-messages/" + id + "/$dismiss").then().statusCode(404);
        as("KZ502").post("/failed-messages/" + id + "/$replayed").then().statusCode(404);
        as("KZ501").get("/failed-messages/nonsense").then().statusCode(404);
        as("KZ501").get("/failed-messages/" + id).then().body("status", equalTo("failed"));
        given().header("Authorization", "Bearer " + Permits.system("KZ501"))
                .header("Weald-Permit", Permits.feed("KZ502"))
                .get("/failed-messages/" + id)
                .then()
                .statusCode(403);
        given().header("Authorization", "Bearer " + Permits.caller())
                .header("Weald-Permit", Permits.directory())
                .get("/failed-messages")
                .then()
                .statusCode(403);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"kind\":\"refused\",\"place\":\"\",\"detail\":\"\"}",
                "{\"kind\":\"unavailable\",\"place\":\"\",\"detail\":\"\"}",
                "{\"kind\":\"unprocessable\",\"place\":\"a b\",\"detail\":\"\"}",
                "{",
                "{}"
            })
    void whatIsNotRefusedForWhatIsInItIsNotKept(String why) {
        keep("KZ503", MESSAGE, why).statusCode(400);

        as("KZ503").get("/failed-messages").then().body("entry", nullValue());
    }

    @Test
    void theSameMessageAgainIsOneThatCameTwice() {
        String id = kept("KZ504", MESSAGE);

        assertEquals(id, kept("KZ504", MESSAGE));

        as("KZ504")
                .get("/failed-messages/" + id)
                .then()
                .body("input.find { it.type.coding[0].code == 'times' }.valuePositiveInt", equalTo(2));
    }

    @Test
    void anOrganisationHasOnlySoManyAndNobodyElseHasLessForIt() {
        List<String> all = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            all.add(kept("KZ505", message(i)));
        }

        keep("KZ505", message(4), WHY).statusCode(429);

        keep("KZ506", message(4), WHY).statusCode(201);
        as("KZ505")
                .post("/failed-messages/" + all.getFirst() + "/$dismiss")
                .then()
                .statusCode(200);
        keep("KZ505", message(5), WHY).statusCode(201);
    }

    @Test
    void anOrganisationHasOnlySoManyBytes() {
        byte[] large = new byte[20_000];
        new java.util.Random(7).nextBytes(large);

        keep("KZ507", large, WHY).statusCode(429);
    }

    @Test
    void aPageLeadsToTheNext() {
        for (int i = 0; i < 3; i++) {
            keep("KZ508", message(i), WHY).statusCode(201);
        }

        String next = as("KZ508")
                .get("/failed-messages?code=feed-message&_count=2")
                .then()
                .body("entry", hasSize(2))
                .extract()
                .jsonPath()
                .getString("link[0].url");

        as("KZ508")
                .get("/failed-messages" + next.substring(next.indexOf('?')))
                .then()
                .body("entry", hasSize(1))
                .body("link", nullValue());
        as("KZ508").get("/failed-messages?status=draft").then().statusCode(400);
        as("KZ508").get("/failed-messages?patient=x").then().statusCode(400);
        as("KZ508").get("/failed-messages?_cursor=x").then().statusCode(400);
    }

    @Test
    void whatIsStoredAfterAllIsOverAndItsBytesAreGone() {
        String id = kept("KZ509", MESSAGE);
        as("KZ509")
                .header("Weald-Refusal", WHY.replace("PID-3", "PV1-2"))
                .post("/failed-messages/" + id + "/$replayed")
                .then()
                .statusCode(200)
                .body("status", equalTo("failed"))
                .body("input.find { it.type.coding[0].code == 'place' }.valueString", equalTo("PV1-2"));

        as("KZ509")
                .post("/failed-messages/" + id + "/$replayed")
                .then()
                .statusCode(200)
                .body("status", equalTo("completed"))
                .body("input.type.coding.code.flatten()", not(hasItem("original")));

        as("KZ509").get("/failed-messages/" + id + "/content").then().statusCode(404);
        as("KZ509").get("/failed-messages").then().body("entry", nullValue());
        as("KZ509").get("/failed-messages?status=completed").then().body("entry", hasSize(1));
        as("KZ509").post("/failed-messages/" + id + "/$dismiss").then().body("status", equalTo("completed"));
        assertEquals(
                0,
                pool.query("select coalesce(sum(length(content)), 0) from failed_message where organisation = 'KZ509'")
                        .executeAndAwait()
                        .iterator()
                        .next()
                        .getLong(0));
    }

    @Test
    void whatIsOldIsForgotten() {
        String old = kept("KZ510", message(1));
        String young = kept("KZ510", message(2));
        pool.preparedQuery("update failed_message set changed_at = changed_at - interval '31 days' where id = $1")
                .executeAndAwait(Tuple.of(FailedFhir.message(old).orElseThrow()));

        messages.forget().await().indefinitely();

        as("KZ510").get("/failed-messages/" + old).then().statusCode(404);
        as("KZ510").get("/failed-messages/" + young).then().statusCode(200);
    }
}
