package care.weald.consent.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.impl.ContextInternal;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.Test;

class PeerKeysTest {

    private static final int CALLERS = 50;

    @Test
    void callersThatWaitForOneFetchEachGoOnAsThemselves() throws Exception {
        Vertx vertx = Vertx.vertx();
        HttpServer server = publishing("key-1");
        try {
            PeerKeys keys = new PeerKeys(
                    config(URI.create("http://localhost:" + server.getAddress().getPort())), Clock.systemUTC(), vertx);

            List<CompletableFuture<Boolean>> answers = IntStream.range(0, CALLERS)
                    .mapToObj(caller -> ask(keys, ((ContextInternal) vertx.getOrCreateContext()).duplicate()))
                    .toList();

            for (CompletableFuture<Boolean> answer : answers) {
                assertTrue(answer.get(20, TimeUnit.SECONDS), "went on in another caller's context");
            }
            assertEquals(CALLERS, answers.size());
        } finally {
            server.stop(0);
            vertx.close().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
        }
    }

    /** True when the key came, and came in the context that asked for it. */
    private static CompletableFuture<Boolean> ask(PeerKeys keys, Context own) {
        CompletableFuture<Boolean> answer = new CompletableFuture<>();
        own.runOnContext(started -> keys.key("gateway", "key-1")
                .map(key -> key.isPresent() && own.equals(Vertx.currentContext()))
                .subscribe()
                .with(answer::complete, answer::completeExceptionally));
        return answer;
    }

    private static HttpServer publishing(String kid) throws IOException, JoseException {
        EllipticCurveJsonWebKey key = EcJwkGenerator.generateJwk(EllipticCurves.P256);
        key.setKeyId(kid);
        byte[] body =
                new JsonWebKeySet(key).toJson(OutputControlLevel.PUBLIC_ONLY).getBytes(StandardCharsets.UTF_8);
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        return server;
    }

    private static TokenConfig config(URI at) {
        return new TokenConfig() {
            @Override
            public String service() {
                return "test";
            }

            @Override
            public Map<String, URI> jwks() {
                return Map.of("gateway", at);
            }

            @Override
            public java.nio.file.Path keyDirectory() {
                return java.nio.file.Path.of("target");
            }

            @Override
            public Duration rotateAfter() {
                return Duration.ofDays(30);
            }

            @Override
            public Duration keysMaxAge() {
                return Duration.ofMinutes(4);
            }
        };
    }
}
