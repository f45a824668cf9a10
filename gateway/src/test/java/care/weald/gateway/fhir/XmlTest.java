package care.weald.gateway.fhir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import care.weald.gateway.outcome.Fault.Kind;
import care.weald.gateway.outcome.Faulted;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class XmlTest {

    private static final Duration WAIT = Duration.ofSeconds(20);

    private static byte[] bundle(String type) {
        return ("<Bundle xmlns=\"http://hl7.org/fhir\"><type value=\"" + type + "\"/></Bundle>")
                .getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void onlyTwoAreConvertedAtATimeAndThenThereIsRoomAgain() {
        Vertx vertx = Vertx.vertx(new VertxOptions().setWorkerPoolSize(1));
        Xml xml = new Xml(vertx);
        CountDownLatch busy = new CountDownLatch(1);
        var blocker = vertx.executeBlocking(() -> busy.await(20, TimeUnit.SECONDS), false);
        CompletableFuture<byte[]> first = xml.toJson(bundle("batch")).subscribeAsCompletionStage();
        CompletableFuture<byte[]> second = xml.toJson(new byte[] {'x'}).subscribeAsCompletionStage();

        Faulted third = assertThrows(
                Faulted.class, () -> xml.toJson(bundle("batch")).await().atMost(WAIT));
        busy.countDown();

        assertEquals(503, third.fault().status());
        assertTrue(first.orTimeout(20, TimeUnit.SECONDS).join().length > 0);
        assertThrows(
                RuntimeException.class,
                () -> second.orTimeout(20, TimeUnit.SECONDS).join());
        assertTrue(xml.toJson(bundle("batch")).await().atMost(WAIT).length > 0);
        blocker.toCompletionStage().toCompletableFuture().join();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void overFourMebibytesIsTooLarge() {
        byte[] large = new byte[4 * 1_024 * 1_024 + 1];

        assertEquals(
                Kind.TOO_LARGE,
                assertThrows(Faulted.class, () -> Xml.checkSize(large)).fault().kind());
    }

    @Test
    void theTrailIsToldTheTypeThatABundleGivesItself() {
        assertEquals("batch", BundleHead.peek(bundle("batch")));
        assertEquals("transaction", BundleHead.peek(bundle("transaction")));
        assertEquals("transaction", BundleHead.peek(bundle("message")));
    }
}
