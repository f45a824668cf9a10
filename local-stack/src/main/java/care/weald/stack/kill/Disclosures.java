package care.weald.stack.kill;

import care.weald.stack.AccessTokens;
import care.weald.stack.Json;
import care.weald.stack.Layout;
import care.weald.stack.Service;
import care.weald.stack.StackProblem;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/** Readers who never give up, and a note of everything that any of them was shown. */
final class Disclosures {

    private static final Duration TOKEN_LIFE = Duration.ofMinutes(3);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /**
     * Something that was shown.
     *
     * @param request {@code X-Request-ID}
     * @param event the event that its receipt names
     * @param whole whether all of it came
     */
    record Shown(UUID request, UUID event, boolean whole) {}

    private final Layout layout;
    private final AccessTokens tokens;
    private final String user;
    private final List<String> paths;
    private final int wanted;
    private final Queue<Shown> shown = new ConcurrentLinkedQueue<>();
    private final Queue<String> unproven = new ConcurrentLinkedQueue<>();
    private final AtomicInteger whole = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();
    private final AtomicInteger broken = new AtomicInteger();
    private volatile String token = "";
    private volatile long tokenMade = System.nanoTime() - TOKEN_LIFE.toNanos();

    /** Readers of {@code paths} as {@code user}, until {@code wanted} answers came whole. */
    Disclosures(Layout layout, String user, List<String> paths, int wanted) {
        this.layout = layout;
        this.tokens = new AccessTokens(layout);
        this.user = user;
        this.paths = List.copyOf(paths);
        this.wanted = wanted;
    }

    /** Reads until there is enough. */
    void read() {
        try (HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(PATIENCE)
                .build()) {
            while (!isEnough()) {
                one(client);
            }
        }
    }

    private void one(HttpClient client) {
        UUID request = UUID.randomUUID();
        String path = paths.get(ThreadLocalRandom.current().nextInt(paths.size()));
        try {
            HttpResponse<InputStream> answer = client.send(
                    HttpRequest.newBuilder(layout.at(Service.GATEWAY).resolve(path))
                            .header("Authorization", "Bearer " + token())
                            .header("Accept", "application/fhir+json")
                            .header("X-Request-ID", request.toString())
                            .timeout(PATIENCE)
                            .build(),
                    BodyHandlers.ofInputStream());
            try (InputStream body = answer.body()) {
                if (answer.statusCode() == 200) {
                    take(request, answer, body);
                } else {
                    refused.incrementAndGet();
                    body.transferTo(java.io.OutputStream.nullOutputStream());
                    pause();
                }
            }
        } catch (IOException | StackProblem e) {
            broken.incrementAndGet();
            pause();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackProblem("interrupted", e);
        }
    }

    /** Whatever of an answer came is a disclosure, also when its end did not. */
    private void take(UUID request, HttpResponse<InputStream> answer, InputStream body) throws IOException {
        String receipt = answer.headers().firstValue("X-Weald-Receipt").orElse("");
        String[] parts = receipt.split("\\.", -1);
        if (parts.length != 3) {
            unproven.add("an answer without a receipt");
            return;
        }
        var claims = Json.read(new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8));
        UUID event = UUID.fromString(claims.path("sub").asText());
        byte[] bytes;
        try {
            bytes = body.readAllBytes();
        } catch (IOException e) {
            shown.add(new Shown(request, event, false));
            throw e;
        }
        shown.add(new Shown(request, event, true));
        whole.incrementAndGet();
        if (!claims.path("body_hash").asText().equals(sha256(bytes))) {
            unproven.add("a receipt for other bytes");
        }
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A token that is good for a while yet; while the provider is away, the one there is. */
    private synchronized String token() {
        if (System.nanoTime() - tokenMade > TOKEN_LIFE.toNanos()) {
            token = tokens.of(user);
            tokenMade = System.nanoTime();
        }
        return token;
    }

    private static void pause() {
        try {
            Thread.sleep(20);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackProblem("interrupted", e);
        }
    }

    boolean isEnough() {
        return whole.get() >= wanted;
    }

    int whole() {
        return whole.get();
    }

    int refused() {
        return refused.get();
    }

    int broken() {
        return broken.get();
    }

    List<Shown> shown() {
        return List.copyOf(shown);
    }

    /** What was shown without a receipt for it. */
    List<String> unproven() {
        return List.copyOf(unproven);
    }
}
