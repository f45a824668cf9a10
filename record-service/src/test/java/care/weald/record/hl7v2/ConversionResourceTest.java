package care.weald.record.hl7v2;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import care.weald.record.support.Feeds;
import care.weald.record.support.Peers;
import care.weald.record.support.Permits;
import care.weald.record.support.PostgresResource;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A message is converted and fed, as the gateway does it. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(Peers.class)
class ConversionResourceTest {

    private static final int MUTATIONS = 400;
    private static final String EARLY = "20260301101500";
    private static final String LATE = "20260301111500";

    @Inject
    Pool pool;

    private static RequestSpecification system() {
        return given().header("Authorization", "Bearer " + Permits.system(Permits.ORGANISATION))
                .contentType("application/hl7-v2");
    }

    private static Response convert(byte[] message) {
        return system().header("Weald-Permit", Permits.feed(Permits.ORGANISATION))
                .body(message)
                .post("/conversions/hl7v2");
    }

    /** Converts and feeds; the patient is a new one with each {@code source}. */
    private static ValidatableResponse take(String message, UUID source) {
        String bundle = convert(Messages.bytes(message))
                .then()
                .statusCode(200)
                .extract()
                .asString();
        return feed(bundle, source);
    }

    private static ValidatableResponse feed(String bundle, UUID source) {
        List<String> names = new ArrayList<>();
        for (JsonNode entry : json(bundle).path("entry")) {
            if (entry.at("/resource/resourceType").asText().equals("Patient")) {
                names.add(entry.path("fullUrl").asText());
            }
        }
        return Feeds.send(Permits.ORGANISATION, bundle, Map.of(source, names));
    }

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private long count(String sql, Object... values) {
        return pool.preparedQuery(sql)
                .execute(Tuple.from(values))
                .await()
                .indefinitely()
                .iterator()
                .next()
                .getLong(0);
    }

    private static String control() {
        return UUID.randomUUID().toString();
    }

    @Test
    void nobodyConvertsWithoutAPermitToFeed() {
        system().body(Messages.bytes("MSH|^~\\&|"))
                .post("/conversions/hl7v2")
                .then()
                .statusCode(403);
        system().header("Weald-Permit", Permits.directory())
                .body(Messages.bytes("MSH|^~\\&|"))
                .post("/conversions/hl7v2")
                .then()
                .statusCode(403);
        given().contentType("application/hl7-v2")
                .body(Messages.bytes("MSH|^~\\&|"))
                .post("/conversions/hl7v2")
                .then()
                .statusCode(401);
    }

    @Test
    void headerIsToldWhateverBecomesOfTheMessage() {
        convert(Messages.bytes(Messages.of("ADT^A99", EARLY, "M1")))
                .then()
                .statusCode(422)
                .header("Weald-Message", containsString("\"control\":\"M1\""))
                .body("acknowledgement", equalTo("AR"))
                .body("error", equalTo(201))
                .body("place", equalTo("MSH-9"));
        convert(Messages.bytes("nothing"))
                .then()
                .statusCode(400)
                .header("Weald-Message", equalTo("{}"))
                .body("place", equalTo("MSH"));
    }

    @Test
    void messageOverTheLimitIsRefused() {
        convert(new byte[8_388_609]).then().statusCode(413);
    }

    @Test
    void sameMessageAgainIsAnsweredAsBefore() {
        // Given
        String message = Messages.results(EARLY, control(), "141").replace("FL1", control());
        UUID source = UUID.randomUUID();
        take(message, source).statusCode(200).body("state", equalTo("stored"));

        // When, Then
        take(message, source).statusCode(200).body("state", equalTo("repeated"));
        assertEquals(3, count("select count(*) from item where source_patient = $1", source));
    }

    @Test
    void anotherMessageUnderTheSameControlIdIsAConflict() {
        // Given
        String control = control();
        UUID source = UUID.randomUUID();
        String order = control();
        take(Messages.results(EARLY, control, "141").replace("FL1", order), source)
                .statusCode(200);

        // When, Then
        take(Messages.results(EARLY, control, "142").replace("FL1", order), source)
                .statusCode(409)
                .body("place", equalTo("Bundle.identifier"));
    }

    @Test
    void olderEventNeverReplacesANewerOne() {
        // Given
        UUID source = UUID.randomUUID();
        String visit = control();
        String discharge =
                Messages.of("ADT^A03", LATE, control(), Messages.PATIENT, Messages.VISIT.replace("V77", visit));
        take(discharge, source).statusCode(200);

        // When
        take(Messages.admission(EARLY, control()).replace("V77", visit), source)
                .statusCode(200)
                .body("entries[1].status", equalTo("200 OK"));

        // Then
        assertEquals(
                1,
                count(
                        "select count(*) from item where source_patient = $1 and superseded_at is null and status = 'finished'",
                        source));
        assertEquals(1, count("select count(*) from item where source_patient = $1", source));
    }

    @Test
    void appointmentWithPeopleAndPlacesIsThePatients() {
        // Given
        UUID source = UUID.randomUUID();
        String booking = Messages.of(
                "SIU^S12",
                EARLY,
                control(),
                "SCH||" + control() + "^PAS|||||R^R|ROUTINE|30|min|^^30^202604011000",
                Messages.PATIENT,
                "AIL|1|A|Clinic 4^^^Test Hospital",
                "AIP|1|A|C1^Bell^Ada^^^Dr^^^GMC");

        // When, Then
        take(booking, source).statusCode(200);
        assertEquals(1, count("select count(*) from item where source_patient = $1 and type = 'Appointment'", source));
    }

    @Test
    void originalIsKeptWithTheMessage() {
        // Given
        String control = control();
        take(Messages.admission(EARLY, control).replace("V77", control), UUID.randomUUID())
                .statusCode(200);

        // When
        String id = "https://weald.care/Id/hl7v2-message-control-id|PAS|TESTHOSP|" + control;

        // Then
        assertEquals(1, count("select count(*) from feed_message where id = $1 and complete", id));
    }

    @Test
    void faultInTheFeedLeavesNothingBehind() {
        // Given a visit that is known of another patient, created here by a report that may only create
        UUID source = UUID.randomUUID();
        String bundle = convert(
                        Messages.bytes(Messages.results(EARLY, control(), "141").replace("FL1", control())))
                .asString()
                .replaceFirst(
                        "\"status\":\"final\",\"category\":\\[\\{\"coding\":\\[\\{\"system\":\"http://terminology.hl7.org/CodeSystem/v2-0074\"",
                        "\"status\":\"maybe\",\"category\":[{\"coding\":[{\"system\":\"http://terminology.hl7.org/CodeSystem/v2-0074\"");

        // When, Then
        feed(bundle, source).statusCode(400).body("entry", equalTo(3)).body("entries", nullValue());
        assertEquals(0, count("select count(*) from item where source_patient = $1", source));
    }

    /** Whatever is done to a message, it is refused or stored whole, and nothing breaks. */
    @Test
    void mutatedMessagesAreRefusedOrStoredWhole() {
        Random random = new Random(20_261_122);
        List<String> whole = List.of(
                Messages.admission(EARLY, "C"),
                Messages.results(EARLY, "C", "141"),
                Messages.of(
                        "SIU^S12",
                        EARLY,
                        "C",
                        "SCH|PL7^PAS|FI7^PAS|||||R^R|ROUTINE|30|min|^^30^202604011000",
                        Messages.PATIENT),
                Messages.of("ADT^A40", EARLY, "C", Messages.PATIENT, "MRG|P2^^^HOSP^MR"));
        for (int i = 0; i < MUTATIONS; i++) {
            UUID source = UUID.randomUUID();
            byte[] message = mutated(whole.get(i % whole.size()).replace("|C|P", "|" + control() + "|P"), random);
            Response converted = convert(message);
            assertTrue(converted.statusCode() < 500, () -> new String(message, StandardCharsets.ISO_8859_1));
            if (converted.statusCode() == 200) {
                int entries = json(converted.asString()).path("entry").size();
                int status = feed(converted.asString(), source).extract().statusCode();
                long stored = count("select count(*) from item where source_patient = $1", source);
                assertTrue(status < 500, () -> new String(message, StandardCharsets.ISO_8859_1));
                assertTrue(status == 200 || stored == 0, () -> new String(message, StandardCharsets.ISO_8859_1));
                assertTrue(stored <= Math.max(0, entries - 1));
            }
        }
    }

    private static byte[] mutated(String message, Random random) {
        StringBuilder text = new StringBuilder(message);
        String marks = "|^~\\&\r\n\u0000\u000BPIDMSH0123456789 \"\u00E9";
        for (int times = 1 + random.nextInt(4); times > 0 && text.length() > 1; times--) {
            int at = random.nextInt(text.length());
            switch (random.nextInt(5)) {
                case 0 -> text.setCharAt(at, marks.charAt(random.nextInt(marks.length())));
                case 1 -> text.deleteCharAt(at);
                case 2 -> text.insert(at, marks.charAt(random.nextInt(marks.length())));
                case 3 -> text.delete(at, Math.min(text.length(), at + random.nextInt(60)));
                default -> text.insert(at, text.substring(at, Math.min(text.length(), at + random.nextInt(60))));
            }
        }
        return text.toString().getBytes(random.nextInt(10) == 0 ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8);
    }
}
