package care.weald.audit.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import care.weald.audit.log.Appended;
import care.weald.audit.log.EventLog;
import care.weald.audit.log.TestEvents;
import care.weald.audit.support.Database;
import care.weald.audit.support.Peers;
import care.weald.audit.support.PostgresResource;
import care.weald.audit.watch.Watching;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(Streaming.class)
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(Peers.class)
class OtlpStreamTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Inject
    Streamer streamer;

    @Inject
    EventLog log;

    @Inject
    Watching watching;

    @Inject
    Vertx vertx;

    @Inject
    MeterRegistry meters;

    private final List<JsonNode> requests = new CopyOnWriteArrayList<>();
    private final List<String> authorizations = new CopyOnWriteArrayList<>();
    private HttpServer receiver = start();
    private volatile int status = 200;
    private volatile String answer = "{}";

    @BeforeEach
    void toldUpToNow() throws Exception {
        Database.run("delete from stream_cursor");
        turn();
        requests.clear();
    }

    @AfterEach
    void stop() {
        receiver.stop(0);
    }

    private HttpServer start() {
        try {
            HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            http.createContext("/v1/logs", this::take);
            http.start();
            return http;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void take(HttpExchange exchange) throws IOException {
        JsonNode request = new ObjectMapper().readTree(exchange.getRequestBody().readAllBytes());
        if (status == 200) {
            requests.add(request);
            authorizations.add(exchange.getRequestHeaders().getFirst("Authorization"));
        }
        byte[] said = answer.getBytes(java.nio.charset.StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, said.length);
        exchange.getResponseBody().write(said);
        exchange.close();
    }

    private void turn() {
        URI endpoint = URI.create("http://localhost:" + receiver.getAddress().getPort() + "/v1/logs");
        Destination otlp = new OtlpDestination(
                new OtlpDestination.Receiver(endpoint, Optional.of("Bearer of-the-centre"), "record.example.org"),
                Duration.ofMillis(1_500),
                vertx.createHttpClient(),
                vertx,
                Clock.systemUTC(),
                meters.counter("test.rejected"));
        streamer.tell(List.of(otlp)).await().atMost(PATIENCE);
    }

    private List<String> append(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> log.append(TestEvents.of("user-" + i)).await().atMost(PATIENCE))
                .map(appended -> Long.toString(((Appended.Kept) appended).index()))
                .toList();
    }

    private List<JsonNode> records() {
        List<JsonNode> records = new ArrayList<>();
        requests.forEach(
                request -> request.at("/resourceLogs/0/scopeLogs/0/logRecords").forEach(records::add));
        return records;
    }

    private static String attribute(JsonNode record, String key) {
        for (JsonNode attribute : record.path("attributes")) {
            if (attribute.path("key").asText().equals(key)) {
                return attribute.path("value").elements().next().asText();
            }
        }
        return "";
    }

    private List<String> indexes() {
        return records().stream()
                .map(record -> attribute(record, "weald.event.index"))
                .filter(index -> !index.isEmpty())
                .toList();
    }

    @Test
    void eventsArriveInTheOrderOfTheLog() {
        List<String> indexes = append(20);

        turn();

        assertEquals(indexes, indexes());
        assertEquals(3, requests.size());
        assertEquals("Bearer of-the-centre", authorizations.getLast());
        JsonNode first = records().getFirst();
        assertEquals("weald.audit.event", first.path("eventName").asText());
        assertEquals(9, first.path("severityNumber").asInt());
        assertTrue(first.path("timeUnixNano").asText().matches("[0-9]{19}"));
        assertEquals("KZ016", attribute(first, "weald.organisation"));
    }

    @Test
    void whatIsNotTakenIsSentAgain() {
        List<String> indexes = append(9);
        for (int refused : List.of(400, 401, 429, 500, 503, 302)) {
            status = refused;
            turn();
        }

        status = 200;
        turn();

        assertEquals(indexes, indexes());
    }

    @Test
    void howFarItIsBehindIsMeasured() {
        int _ = append(4).size();
        status = 503;

        turn();

        assertEquals(
                4,
                meters.get("weald.audit.stream.waiting")
                        .tag("destination", "otlp")
                        .gauge()
                        .value());
        assertTrue(meters.get("weald.audit.stream.failures")
                        .tag("destination", "otlp")
                        .counter()
                        .count()
                >= 1);
    }

    @Test
    void whatTheReceiverRejectsOfALotIsCountedAndNotSentAgain() {
        double before = meters.counter("test.rejected").count();
        List<String> indexes = append(3);
        answer = "{\"partialSuccess\":{\"rejectedLogRecords\":\"2\",\"errorMessage\":\"too old\"}}";

        turn();
        turn();

        assertEquals(indexes, indexes());
        assertEquals(2, meters.counter("test.rejected").count() - before);
    }

    @Test
    void alertsAreToldWithoutThePerson() throws Exception {
        UUID person = UUID.randomUUID();
        watching.selfLookup("KZ016", "u-self-otlp", "R8000", person);
        int _ = watching.all();

        turn();

        JsonNode alert = records().stream()
                .filter(record -> attribute(record, "weald.alert.rule").equals("self"))
                .findFirst()
                .orElseThrow();
        assertEquals("u-self-otlp", attribute(alert, "user.id"));
        assertEquals(17, alert.path("severityNumber").asInt());
        assertTrue(requests.stream().noneMatch(request -> request.toString().contains(person.toString())));
    }

    @Test
    void anEmptyLogSendsNothing() {
        turn();

        assertEquals(List.of(), requests);
    }

    @Test
    void theOwnersCursorIsNoneOfTheServicesToTakeAway() {
        assertThrows(java.sql.SQLException.class, () -> {
            try (var connection = Database.asService();
                    var statement = connection.createStatement()) {
                statement.execute("delete from stream_cursor");
            }
        });
    }
}
