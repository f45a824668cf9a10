package care.weald.gateway.upstream;

import care.weald.gateway.outcome.Faulted;
import care.weald.gateway.partner.Partner;
import care.weald.gateway.partner.Requester;
import care.weald.gateway.platform.Exchange;
import care.weald.gateway.token.CallerTokens;
import care.weald.gateway.upstream.Call.Pace;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.streams.ReadStream;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import org.jboss.logging.Logger;

/** The one HTTP client of the gateway: kept-alive connections, a limit of time on everything, bytes in and out. */
@ApplicationScoped
class Calls {

    private static final Logger LOG = Logger.getLogger(Calls.class);

    private final UpstreamConfig config;
    private final CallerTokens tokens;
    private final Vertx vertx;
    private final HttpClient http;

    Calls(UpstreamConfig config, CallerTokens tokens, Vertx vertx) {
        this.config = config;
        this.tokens = tokens;
        this.vertx = vertx;
        this.http = vertx.createHttpClient(new HttpClientOptions()
                .setKeepAlive(true)
                .setKeepAliveTimeout(30)
                .setPipelining(false)
                .setTcpNoDelay(true)
                .setConnectTimeout((int) config.calls().connect().toMillis())
                .setMaxPoolSize(config.calls().connections())
                .setMaxWaitQueueSize(config.calls().waiting()));
    }

    /** Sends {@code call} for {@code requester}. Fails with {@link Faulted} and nothing else. */
    Uni<Reply> send(Call call, Requester requester) {
        Partner.Known partner = requester.partner();
        Exchange exchange = requester.exchange();
        String token = tokens.mint(partner.tokenId(), partner.caller(), partner.organisationName(), call.service());
        Uni<Reply> once = Uni.createFrom()
                .<Reply>emitter(out ->
                        attempt(call, token, exchange).onSuccess(out::complete).onFailure(out::fail));
        Uni<Reply> sent = call.repeatable() ? once.onFailure(Calls::isBroken).recoverWithUni(once) : once;
        return sent.onFailure().transform(failure -> away(call, failure, exchange));
    }

    private Future<Reply> attempt(Call call, String token, Exchange exchange) {
        URI base = config.upstream().get(call.service());
        long millis = millis(call.pace(), exchange);
        if (base == null || millis <= 0) {
            return Future.failedFuture(
                    Faulted.unavailable(call.service(), base == null ? "not-configured" : "no-time-left"));
        }
        RequestOptions options = new RequestOptions()
                .setMethod(call.method())
                .setAbsoluteURI(base + call.path())
                .setConnectTimeout(config.calls().connect().toMillis());
        return http.request(options).compose(request -> exchange(request, call, token, exchange, millis));
    }

    private Future<Reply> exchange(HttpClientRequest request, Call call, String token, Exchange exchange, long millis) {
        request.putHeader("Authorization", "Bearer " + token).putHeader("X-Request-ID", exchange.requestId());
        call.headers().forEach(request::putHeader);
        long timer =
                vertx.setTimer(millis, expired -> request.reset(8, Faulted.unavailable(call.service(), "timeout")));
        return sent(request, call)
                .compose(answer ->
                        answer.body().map(content -> new Reply(answer.statusCode(), answer.headers(), content)))
                .onComplete(done -> vertx.cancelTimer(timer));
    }

    private static Future<HttpClientResponse> sent(HttpClientRequest request, Call call) {
        Buffer body = call.body();
        ReadStream<Buffer> stream = call.stream();
        return stream != null ? piped(request, stream) : body == null ? request.send() : request.send(body);
    }

    /** A body that breaks off MUST NOT look like one that has come to its end. */
    private static Future<HttpClientResponse> piped(HttpClientRequest request, ReadStream<Buffer> stream) {
        request.setChunked(true);
        return stream.pipe()
                .endOnFailure(false)
                .to(request)
                .onFailure(failure -> request.reset(8, failure))
                .transform(piped -> request.response());
    }

    private long millis(Pace pace, Exchange exchange) {
        Duration limit = switch (pace) {
            case CALL -> config.calls().call();
            case AUDIT -> config.calls().audit();
            case FEED -> config.calls().feed();
            case BULK -> config.calls().bulk();
        };
        long left = config.calls().request().toMillis() - exchange.elapsedMillis();
        return pace == Pace.CALL && !exchange.isLasting() ? Math.min(limit.toMillis(), left) : limit.toMillis();
    }

    /** A connection that broke, not one that was slow or refused our request. */
    private static boolean isBroken(Throwable failure) {
        return failure instanceof HttpClosedException || failure instanceof IOException;
    }

    private static Faulted away(Call call, Throwable failure, Exchange exchange) {
        Faulted away = failure instanceof Faulted known
                ? known
                : Faulted.unavailable(call.service(), failure.getClass().getSimpleName());
        LOG.warnf("event=upstream-failed reason=%s correlationId=%s", away.getMessage(), exchange.requestId());
        return away;
    }
}
