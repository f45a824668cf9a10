package care.weald.audit.witness;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** Shows heads to witnesses (C2SP tlog-witness). Whatever a witness answers, it is data, and little of it is read. */
@ApplicationScoped
class WitnessClient {

    private static final int LONGEST = 16_384;
    private static final Pattern SIZE = Pattern.compile("(0|[1-9][0-9]{0,17})\n?");

    private final HttpClient http;
    private final WitnessConfig config;

    WitnessClient(Vertx vertx, WitnessConfig config) {
        this.config = config;
        this.http = vertx.createHttpClient(new HttpClientOptions()
                .setConnectTimeout((int) config.timeout().toMillis())
                .setMaxPoolSize(1)
                .setMaxWaitQueueSize(8));
    }

    /** What a witness answered. */
    sealed interface Reply {

        /** It says that it has cosigned: signature lines, not verified. */
        record Lines(String lines) implements Reply {}

        /** It has cosigned a head of another size. */
        record OtherSize(long size) implements Reply {}

        /** The proof does not lead from the head that it has to this one. */
        record NoProof() implements Reply {}

        /** It does not take it: the reason is one of a few words. */
        record Refused(String reason) implements Reply {}
    }

    /** Posts {@code request} to the witness under {@code prefix}. Fails when there is no answer. */
    Future<Reply> add(URI prefix, String request) {
        String base = prefix.toString();
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setAbsoluteURI((base.endsWith("/") ? base : base + "/") + "add-checkpoint")
                .setTimeout(config.timeout().toMillis());
        return http.request(options)
                .compose(sent -> sent.putHeader("Content-Type", "text/plain; charset=utf-8")
                        .send(Buffer.buffer(request)))
                .compose(WitnessClient::read)
                .timeout(config.timeout().toMillis(), TimeUnit.MILLISECONDS);
    }

    private static Future<Reply> read(HttpClientResponse answer) {
        Promise<String> body = Promise.promise();
        Buffer all = Buffer.buffer();
        answer.exceptionHandler(body::tryFail);
        answer.endHandler(_ -> body.tryComplete(all.toString(StandardCharsets.UTF_8)));
        answer.handler(part -> {
            if (all.length() + part.length() > LONGEST) {
                body.tryFail("too long an answer");
                answer.request().reset();
            } else {
                all.appendBuffer(part);
            }
        });
        return body.future().map(text -> reply(answer.statusCode(), text));
    }

    private static Reply reply(int status, String body) {
        return switch (status) {
            case 200 -> new Reply.Lines(body);
            case 409 ->
                SIZE.matcher(body).matches()
                        ? new Reply.OtherSize(Long.parseLong(body.strip()))
                        : new Reply.Refused("no-size");
            case 422 -> new Reply.NoProof();
            case 403 -> new Reply.Refused("key-unknown");
            case 404 -> new Reply.Refused("log-unknown");
            default -> new Reply.Refused("status-" + status);
        };
    }
}
