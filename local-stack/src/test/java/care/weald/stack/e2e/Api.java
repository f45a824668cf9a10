package care.weald.stack.e2e;

import care.weald.stack.AccessTokens;
import care.weald.stack.Json;
import care.weald.stack.Samples;
import care.weald.stack.Service;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Asks the gateway as somebody; an empty name asks without a token. */
record Api(String name) {

    /** Well within the life of a token, so that none lapses between two requests of a test. */
    private static final Duration TOKEN_USE = Duration.ofMinutes(3);

    private static final Map<String, Token> TOKENS = new ConcurrentHashMap<>();
    private static final AccessTokens PROVIDER = new AccessTokens(RunningStack.LAYOUT);
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** What came back. */
    record Answer(int status, String body, Map<String, String> headers) {

        JsonNode json() {
            return Json.read(body);
        }

        Optional<String> header(String header) {
            return Optional.ofNullable(headers.get(header));
        }

        /** The resources in a Bundle. */
        Stream<JsonNode> resources() {
            return StreamSupport.stream(json().path("entry").spliterator(), false)
                    .map(entry -> entry.path("resource"));
        }

        /** The resources in a Bundle that say what a person has, and not how it is listed. */
        Stream<JsonNode> items() {
            return resources().filter(resource -> !"List".equals(type(resource)));
        }

        /** The id of the event that its receipt is for. */
        String event() {
            String receipt = header("x-weald-receipt").orElseThrow().split("\\.", -1)[1];
            return Json.read(new String(Base64.getUrlDecoder().decode(receipt), StandardCharsets.UTF_8))
                    .path("sub")
                    .asText();
        }

        /** The Spine code of an OperationOutcome's first issue. */
        String spineCode() {
            return json().at("/issue/0/details/coding/0/code").asText();
        }
    }

    /** An access token, and when it was had on the clock of {@link System#nanoTime()}. */
    private record Token(String text, long had) {

        static Token of(String name) {
            return new Token(PROVIDER.of(name), System.nanoTime());
        }

        boolean isOld() {
            return System.nanoTime() - had > TOKEN_USE.toNanos();
        }
    }

    static Api as(String name) {
        return new Api(name);
    }

    static String type(JsonNode resource) {
        return resource.path("resourceType").asText();
    }

    Answer get(String path, String... headers) {
        return send(request(path, headers).GET());
    }

    Answer post(String path, String contentType, String body, String... headers) {
        return send(
                request(path, headers).setHeader("Content-Type", contentType).POST(BodyPublishers.ofString(body)));
    }

    Answer put(String path, String contentType, String body, String... headers) {
        return send(
                request(path, headers).setHeader("Content-Type", contentType).PUT(BodyPublishers.ofString(body)));
    }

    Answer delete(String path) {
        return send(request(path).DELETE());
    }

    /** A GET whose target goes out as it is written, as curl does it; the whole answer as text. */
    String written(String target) throws IOException {
        URI gateway = RunningStack.LAYOUT.at(Service.GATEWAY);
        try (Socket socket = new Socket(gateway.getHost(), gateway.getPort())) {
            String request = "GET " + target + " HTTP/1.1\r\nHost: " + gateway.getAuthority()
                    + "\r\nAuthorization: Bearer " + token()
                    + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Sends a message, as a partner's system does. */
    Answer feed(JsonNode bundle) {
        return post("/fhir", "application/fhir+json", Json.write(bundle));
    }

    /** Searches for a person by NHS number. */
    Answer find(String nhsNumber) {
        return get("/fhir/Patient?identifier="
                + URLEncoder.encode(Samples.NHS_NUMBER + "|" + nhsNumber, StandardCharsets.UTF_8));
    }

    /** The id of a person whom this caller may find. */
    String person(String nhsNumber) {
        Answer found = find(nhsNumber);
        JsonNode id = found.json().at("/entry/0/resource/id");
        if (!id.isTextual()) {
            throw new AssertionError("not found: " + found);
        }
        return id.textValue();
    }

    private String token() {
        return TOKENS.compute(name, (who, held) -> held == null || held.isOld() ? Token.of(who) : held)
                .text();
    }

    private HttpRequest.Builder request(String path, String... headers) {
        URI gateway = RunningStack.LAYOUT.at(Service.GATEWAY);
        HttpRequest.Builder request = HttpRequest.newBuilder(gateway.resolve(path.replace("|", "%7C")))
                .header("X-Request-ID", UUID.randomUUID().toString())
                .timeout(Duration.ofSeconds(60));
        if (!name.isEmpty()) {
            request.header("Authorization", "Bearer " + token());
        }
        for (int i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        return request;
    }

    private Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> answer = CLIENT.send(request.build(), BodyHandlers.ofString());
            Map<String, String> headers = new ConcurrentHashMap<>();
            answer.headers().map().forEach((header, values) -> headers.put(header, values.getFirst()));
            return new Answer(answer.statusCode(), answer.body(), headers);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
