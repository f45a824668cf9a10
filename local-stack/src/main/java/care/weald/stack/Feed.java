package care.weald.stack;

import care.weald.stack.Partners.Organisation;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Sends the sample people through the gateway, each organisation's part by its own system. */
public final class Feed {

    private static final int ATTEMPTS = 20;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Layout layout;
    private final AccessTokens tokens;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** What was sent. */
    public record Sent(int messages, int resources) {
        Sent plus(Sent other) {
            return new Sent(messages + other.messages, resources + other.resources);
        }
    }

    /** A feed into a stack. */
    public Feed(Layout layout) {
        this.layout = layout;
        this.tokens = new AccessTokens(layout);
    }

    /** Sends everything, all organisations at once; sending it again changes nothing. */
    public Sent send() {
        try (ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Sent>> parts = Partners.organisations().stream()
                    .map(organisation -> senders.submit(() -> send(organisation)))
                    .toList();
            Sent all = new Sent(0, 0);
            for (Future<Sent> part : parts) {
                all = all.plus(part.get());
            }
            return all;
        } catch (InterruptedException e) {
            throw Waiting.interrupted(e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof StackProblem problem) {
                throw problem;
            }
            throw new CompletionException(e.getCause());
        }
    }

    private Sent send(Organisation organisation) throws IOException {
        List<String> messages = Samples.messages(organisation.code());
        if (messages.isEmpty()) {
            return new Sent(0, 0);
        }
        String token = tokens.of(organisation.client());
        int resources = 0;
        for (String message : messages) {
            send(organisation, token, message);
            resources += Json.read(message).path("entry").size();
        }
        return new Sent(messages.size(), resources);
    }

    private void send(Organisation organisation, String token, String message) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(layout.at(Service.GATEWAY).resolve("/fhir"))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/fhir+json")
                .header("X-Request-ID", UUID.randomUUID().toString())
                .timeout(PATIENCE)
                .POST(BodyPublishers.ofString(message))
                .build();
        try {
            for (int attempt = 1; ; attempt++) {
                HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
                boolean busy = answer.statusCode() == 429 || answer.statusCode() == 503;
                if (answer.statusCode() == 200) {
                    return;
                } else if (!busy || attempt == ATTEMPTS) {
                    throw new StackProblem("The gateway did not take a message of " + organisation.code() + ": "
                            + answer.statusCode() + " " + answer.body());
                }
                Thread.sleep(Duration.ofSeconds(
                        answer.headers().firstValueAsLong("Retry-After").orElse(1)));
            }
        } catch (InterruptedException e) {
            throw Waiting.interrupted(e);
        }
    }
}
