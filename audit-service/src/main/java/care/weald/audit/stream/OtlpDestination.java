package care.weald.audit.stream;

import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.Counter;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * A receiver of OpenTelemetry logs: OTLP/HTTP 1 with JSON. Any answer but a success keeps what was sent for another try.
 * What a receiver says it has rejected of a lot that it took is counted, and MUST NOT be sent again (OTLP, partial
 * success).
 */
final class OtlpDestination implements Destination {

    private static final Logger LOG = Logger.getLogger(OtlpDestination.class);
    private static final int LONGEST_ANSWER = 65_536;

    private final Receiver receiver;
    private final Duration timeout;
    private final HttpClient http;
    private final Vertx vertx;
    private final Clock clock;
    private final Counter rejected;

    /**
     * Where it is.
     *
     * @param host the sender's, as it is told
     * @param authorization the value of a header, if there shall be one
     */
    record Receiver(URI endpoint, Optional<String> authorization, String host) {

        @Override
        public String toString() {
            return "Receiver[***]";
        }
    }

    OtlpDestination(Receiver receiver, Duration timeout, HttpClient http, Vertx vertx, Clock clock, Counter rejected) {
        this.receiver = receiver;
        this.timeout = timeout;
        this.http = http;
        this.vertx = vertx;
        this.clock = clock;
        this.rejected = rejected;
    }

    @Override
    public String name() {
        return "otlp";
    }

    @Override
    public Uni<Void> send(List<Notice> notices) {
        return Uni.createFrom()
                .completionStage(() -> vertx.executeBlocking(
                                () -> Buffer.buffer(OtlpLogs.of(notices, receiver.host(), clock.instant())), false)
                        .compose(body -> post(Objects.requireNonNull(body)))
                        .toCompletionStage())
                .ifNoItem()
                .after(timeout)
                .fail();
    }

    private Future<Void> post(Buffer body) {
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setAbsoluteURI(receiver.endpoint().toString())
                .setTimeout(timeout.toMillis())
                .setFollowRedirects(false)
                .putHeader("Content-Type", "application/json");
        receiver.authorization().ifPresent(value -> options.putHeader("Authorization", value));
        return http.request(options)
                .compose(request -> request.send(body))
                .compose(answer -> answer.body().compose(said -> take(answer, said)));
    }

    private Future<Void> take(HttpClientResponse answer, Buffer said) {
        if (answer.statusCode() / 100 != 2) {
            return Future.failedFuture(new NotTaken(answer.statusCode()));
        }
        long refused = said.length() > LONGEST_ANSWER ? 0 : rejected(said);
        if (refused > 0) {
            rejected.increment((double) refused);
            LOG.errorf("event=stream-rejected destination=otlp records=%d", refused);
        }
        return Future.succeededFuture();
    }

    private static long rejected(Buffer said) {
        JsonNode answer = Discreet.json(said.toString());
        return answer.path("partialSuccess").path("rejectedLogRecords").asLong(0);
    }

    /** The receiver did not take it. */
    static final class NotTaken extends RuntimeException {
        NotTaken(int status) {
            super("status " + status);
        }
    }
}
