package care.weald.consent.support;

import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Audit-service, as far as an attestation asks it: what was disclosed. */
public class Trail implements QuarkusTestResourceLifecycleManager {

    /** The bodies of the questions that came, each after its permit and a blank. */
    public static final List<String> ASKED = new CopyOnWriteArrayList<>();

    private static volatile String disclosures = "";
    private static volatile int status = 200;

    private @Nullable HttpServer server;

    /** From now on this many, as JSON objects with commas between them, are told of. */
    public static void tells(String events) {
        disclosures = events;
        status = 200;
        ASKED.clear();
    }

    /** From now on it answers nothing that is of use. */
    public static void fails() {
        status = 503;
    }

    @Override
    public Map<String, String> start() {
        try {
            HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            http.createContext("/disclosures", exchange -> {
                ASKED.add(exchange.getRequestHeaders().getFirst("Weald-Permit") + " "
                        + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
                byte[] body = ("{\"disclosures\":[" + disclosures
                                + "],\"trail\":{\"size\":7,\"events\":5,\"faceless\":0}}")
                        .getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(status, body.length);
                exchange.getResponseBody().write(body);
                exchange.close();
            });
            http.start();
            server = http;
            return Map.of(
                    "weald.consent.attestation.trail",
                    "http://localhost:" + http.getAddress().getPort());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void stop() {
        if (server != null) {
            server.stop(0);
        }
    }
}
