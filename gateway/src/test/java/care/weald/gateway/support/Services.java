package care.weald.gateway.support;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** The four services behind the gateway, as docs/contracts/services.md has them, with what they were asked. */
public class Services implements QuarkusTestResourceLifecycleManager {

    /** What the services were asked, in order. */
    public static final List<Asked> ASKED = new CopyOnWriteArrayList<>();

    private static final Map<String, Answerer> INSTEAD = new ConcurrentHashMap<>();

    private @Nullable HttpServer server;

    /** One request that came. */
    public record Asked(String service, String method, String target, Map<String, String> headers, String body) {

        /** Service, method and path. */
        public String line() {
            int query = target.indexOf('?');
            return service + " " + method + " " + (query < 0 ? target : target.substring(0, query));
        }

        /** The claims of the caller token. */
        public String caller() {
            String token = headers.getOrDefault("authorization", "Bearer a.e30.b");
            return new String(
                    java.util.Base64.getUrlDecoder().decode(token.split("\\.", 3)[1]), StandardCharsets.UTF_8);
        }
    }

    /** An answer. */
    public record Reply(int status, Map<String, String> headers, String body) {

        /** JSON with 200. */
        public static Reply ok(String json) {
            return new Reply(200, Map.of(), json);
        }

        /** A problem of a kind. */
        public static Reply problem(int status, String kind, String more) {
            return new Reply(
                    status,
                    Map.of(),
                    "{\"type\":\"urn:weald:problem:" + kind + "\",\"status\":" + status
                            + ",\"detail\":\"internal words 9991000003\"" + more + "}");
        }
    }

    /** Answers a request. */
    public interface Answerer {
        Reply answer(Asked asked);
    }

    /** From now on requests whose line begins so are answered by {@code answerer}. */
    public static void instead(String line, Answerer answerer) {
        INSTEAD.put(line, answerer);
    }

    /** All services are as at start. */
    public static void reset() {
        INSTEAD.clear();
        ASKED.clear();
    }

    /** The lines of what was asked. */
    public static List<String> lines() {
        return ASKED.stream().map(Asked::line).toList();
    }

    /** The last request whose line begins so. */
    public static Asked last(String line) {
        return ASKED.stream()
                .filter(asked -> asked.line().startsWith(line))
                .reduce((one, two) -> two)
                .orElseThrow(() -> new AssertionError("never asked: " + line + " in " + lines()));
    }

    @Override
    public Map<String, String> start() {
        try {
            HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            http.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            http.createContext("/", Services::handle);
            http.start();
            server = http;
            String base = "http://localhost:" + http.getAddress().getPort() + "/";
            Map<String, String> config = new HashMap<>();
            for (String service : List.of("identity-service", "record-service", "consent-service", "audit-service")) {
                config.put("weald.gateway.upstream." + service, base + service);
            }
            return config;
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

    private static void handle(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().toString().substring(1);
        int slash = path.indexOf('/');
        Map<String, String> headers = new HashMap<>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(java.util.Locale.ROOT), values.getFirst()));
        Asked asked = new Asked(
                path.substring(0, slash),
                exchange.getRequestMethod(),
                path.substring(slash),
                headers,
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        ASKED.add(asked);
        Reply reply = INSTEAD.entrySet().stream()
                .filter(entry -> asked.line().startsWith(entry.getKey()))
                .findFirst()
                .map(entry -> entry.getValue().answer(asked))
                .orElseGet(() -> Usual.answer(asked));
        reply.headers().forEach(exchange.getResponseHeaders()::set);
        byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
        if (reply.status() == 0) {
            exchange.close();
            return;
        }
        exchange.sendResponseHeaders(reply.status(), body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            exchange.getResponseBody().write(body);
        }
        exchange.close();
    }
}
