package care.weald.stack;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;

/** Waits until somebody answers. */
final class Waiting {

    private static final Duration BETWEEN = Duration.ofMillis(150);
    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();

    private Waiting() {}

    /** Until the address answers 200; says why not when the process ends first or the time is up. */
    static void until(URI address, Child child, Duration patience) {
        Instant end = Instant.now().plus(patience);
        while (!answers(address)) {
            if (child.running().isEmpty()) {
                throw new StackProblem(child.name() + " ended while it started. Its last words ("
                        + child.layout().log(child.name()) + "):\n    " + child.lastWords());
            }
            if (Instant.now().isAfter(end)) {
                throw new StackProblem(child.name() + " did not answer at " + address + " within "
                        + patience.toSeconds() + " s. Its last words:\n    " + child.lastWords());
            }
            aMoment();
        }
    }

    /** Whether the address answers 200. */
    static boolean answers(URI address) {
        try {
            HttpRequest request = HttpRequest.newBuilder(address)
                    .timeout(Duration.ofSeconds(5))
                    .build();
            return CLIENT.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    static void aMoment() {
        try {
            Thread.sleep(BETWEEN);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    static StackProblem interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new StackProblem("interrupted", e);
    }
}
