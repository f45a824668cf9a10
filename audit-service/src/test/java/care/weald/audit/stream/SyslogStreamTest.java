package care.weald.audit.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import care.weald.audit.log.Appended;
import care.weald.audit.log.EventLog;
import care.weald.audit.log.TestEvents;
import care.weald.audit.stream.SyslogDestination.Security;
import care.weald.audit.stream.SyslogReceiver.Behaviour;
import care.weald.audit.support.Database;
import care.weald.audit.support.Peers;
import care.weald.audit.support.PostgresResource;
import care.weald.audit.watch.Watching;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import javax.net.ServerSocketFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(Streaming.class)
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(Peers.class)
class SyslogStreamTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static Certificates certificates;

    @Inject
    Streamer streamer;

    @Inject
    EventLog log;

    @Inject
    Watching watching;

    @Inject
    Vertx vertx;

    @BeforeAll
    static void makeCertificate() throws Exception {
        certificates = Certificates.of("localhost");
    }

    @BeforeEach
    void toldUpToNow() throws Exception {
        Database.run("delete from stream_cursor");
        try (SyslogReceiver receiver = receiver(0, Behaviour.READS)) {
            turn(streamer(receiver.port()));
        }
    }

    private static SyslogReceiver receiver(int port, Behaviour behaviour) throws Exception {
        return new SyslogReceiver(certificates.server().getServerSocketFactory(), port, behaviour);
    }

    private List<Destination> streamer(int port) throws Exception {
        SSLContext trust = certificates.client();
        return streamer("localhost", port, new Security.Tls(() -> trust));
    }

    private List<Destination> streamer(String host, int port, Security security) {
        return List.of(new SyslogDestination(
                InetSocketAddress.createUnresolved(host, port),
                SyslogMessage.from(URI.create("https://record.example.org/fhir"), 32_473),
                security,
                Duration.ofMillis(1_500),
                vertx));
    }

    private void turn(List<Destination> turning) {
        streamer.tell(turning).await().atMost(PATIENCE);
    }

    private List<Long> append(int count) {
        return LongStream.range(0, count)
                .mapToObj(i -> log.append(TestEvents.of("user-" + i)).await().atMost(PATIENCE))
                .map(appended -> ((Appended.Kept) appended).index())
                .toList();
    }

    @Test
    void eventsArriveInTheOrderOfTheLogEachCountedInOctets() throws Exception {
        // Given more than two lots
        List<Long> indexes = append(20);

        try (SyslogReceiver receiver = receiver(0, Behaviour.READS)) {
            // When
            turn(streamer(receiver.port()));

            // Then
            assertEquals(indexes, receiver.indexes());
            assertEquals(3, receiver.connections());
            assertTrue(receiver.messages().getFirst().startsWith("<85>1 "));
        }
    }

    @Test
    void nothingIsToldTwiceWhenAnotherProcessGoesOn() throws Exception {
        try (SyslogReceiver receiver = receiver(0, Behaviour.READS)) {
            List<Long> first = append(3);
            turn(streamer(receiver.port()));
            List<Long> second = append(3);

            turn(streamer(receiver.port()));

            assertEquals(
                    LongStream.rangeClosed(first.getFirst(), second.getLast())
                            .boxed()
                            .toList(),
                    receiver.indexes());
        }
    }

    @Test
    void whatComesWhileTheReceiverIsAwayComesWhenItIsBack() throws Exception {
        // Given a receiver that is away for some turns
        int port;
        try (SyslogReceiver receiver = receiver(0, Behaviour.READS)) {
            port = receiver.port();
        }
        List<Long> indexes = append(9);
        List<Destination> turning = streamer(port);
        turn(turning);
        turn(turning);

        // When it is back
        try (SyslogReceiver receiver = receiver(port, Behaviour.READS)) {
            turn(turning);

            // Then
            assertEquals(indexes, receiver.indexes());
        }
    }

    @Test
    void whatBreaksHalfWayIsSentAgainInItsOrder() throws Exception {
        List<Long> indexes = append(9);
        try (SyslogReceiver receiver = new SyslogReceiver(ServerSocketFactory.getDefault(), 0, Behaviour.BREAKS)) {
            turn(streamer("localhost", receiver.port(), new Security.None()));
            assertEquals(1, receiver.connections());
        }

        try (SyslogReceiver receiver = receiver(0, Behaviour.READS)) {
            turn(streamer(receiver.port()));

            assertEquals(indexes, receiver.indexes());
        }
    }

    @Test
    void aReceiverThatHangsHoldsUpNoAppend() throws Exception {
        try (SyslogReceiver receiver = receiver(0, Behaviour.HANGS)) {
            // Given a turn that waits for the receiver
            List<Long> indexes = append(1);
            CompletableFuture<Void> turning =
                    streamer.tell(streamer(receiver.port())).subscribeAsCompletionStage();
            while (receiver.connections() == 0) {
                Thread.onSpinWait();
            }

            // When
            List<Long> meanwhile = append(5);

            // Then
            assertFalse(turning.isDone());
            assertEquals(5, meanwhile.size());
            turning.join();
            assertEquals(indexes.getFirst(), cursor("event"));
        }
    }

    @Test
    void ofTwoStreamersOneHasTheTurn() throws Exception {
        List<Long> indexes = append(20);
        try (SyslogReceiver receiver = receiver(0, Behaviour.READS)) {
            Uni.join()
                    .all(streamer.tell(streamer(receiver.port())), streamer.tell(streamer(receiver.port())))
                    .andFailFast()
                    .await()
                    .atMost(PATIENCE);
            turn(streamer(receiver.port()));

            assertEquals(indexes, receiver.indexes());
        }
    }

    @Test
    void alertsAreToldToo() throws Exception {
        // Given
        UUID person = UUID.randomUUID();
        watching.selfLookup("KZ016", "u-self", "R8000", person);
        int _ = watching.all();
        String alert = Database.text("select id from alert where person = '" + person + "'");

        // When
        try (SyslogReceiver receiver = receiver(0, Behaviour.READS)) {
            turn(streamer(receiver.port()));

            // Then
            List<String> told = receiver.messages().stream()
                    .filter(message -> message.contains(alert))
                    .toList();
            assertEquals(1, told.size());
            assertTrue(told.getFirst().startsWith("<81>1 "));
            assertTrue(
                    told.getFirst().contains("rule=\"self\" severity=\"high\" organisation=\"KZ016\" user=\"u-self\""));
            assertTrue(receiver.messages().stream().noneMatch(message -> message.contains(person.toString())));
        }
    }

    @Test
    void aReceiverThatIsNotTrustedIsToldNothing() throws Exception {
        List<Long> indexes = append(1);
        SSLContext others = Certificates.of("localhost").client();
        SSLContext trust = certificates.client();
        try (SyslogReceiver receiver = receiver(0, Behaviour.READS)) {
            turn(streamer("localhost", receiver.port(), new Security.Tls(() -> others)));
            turn(streamer("127.0.0.1", receiver.port(), new Security.Tls(() -> trust)));

            assertEquals(List.of(), receiver.messages());
            assertEquals(indexes.getFirst(), cursor("event"));
        }
    }

    @Test
    void aSidecarIsToldInTheClear() throws Exception {
        List<Long> indexes = append(2);
        try (SyslogReceiver receiver = new SyslogReceiver(ServerSocketFactory.getDefault(), 0, Behaviour.READS)) {
            turn(streamer("localhost", receiver.port(), new Security.None()));

            assertEquals(indexes, receiver.indexes());
        }
    }

    @Test
    void lengthsAreOctetsNotCharacters() throws IOException {
        byte[] frames =
                new SyslogMessage("host", 32_473).frames(List.of(Notices.by("Zoë-\uD83D\uDE80"), Notices.by("a")));

        List<String> read = SyslogReceiver.frames(frames);

        assertEquals(2, read.size());
        assertTrue(read.getFirst().contains("user=\"Zoë-\uD83D\uDE80\""));
    }

    private static long cursor(String source) throws SQLException {
        return Database.number(
                "select next from stream_cursor where destination = 'syslog' and source = '" + source + "'");
    }
}
