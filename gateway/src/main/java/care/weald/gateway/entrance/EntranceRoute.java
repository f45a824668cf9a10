package care.weald.gateway.entrance;

import care.weald.gateway.console.ConsolePolicy;
import care.weald.gateway.enforcement.Closings;
import care.weald.gateway.outcome.Fault;
import care.weald.gateway.outcome.Fault.Kind;
import care.weald.gateway.outcome.Faults;
import care.weald.gateway.platform.Exchange;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The first thing a request meets, before routing and before security. */
@ApplicationScoped
class EntranceRoute {

    private static final Logger LOG = Logger.getLogger(EntranceRoute.class);
    private static final int FIRST = 10_000;
    private static final Set<String> FILES = Set.of("/fhir/$import", "/fhir/Patient/$import");
    private static final String REQUEST_ID = "X-Request-ID";
    private static final String CORRELATION_ID = "X-Correlation-ID";
    private static final Pattern UUID_TEXT = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
    private static final Pattern CORRELATION_TEXT = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final String DATA_POLICY = "default-src 'none'; frame-ancestors 'none'";
    private static final String PAGE_POLICY = "default-src 'self'; script-src 'self' 'unsafe-inline';"
            + " style-src 'self' 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'none'; base-uri 'none'";

    private final EntranceConfig config;
    private final Closings closings;
    private final ConsolePolicy console;

    EntranceRoute(EntranceConfig config, Closings closings, ConsolePolicy console) {
        this.config = config;
        this.closings = closings;
        this.console = console;
    }

    void register(@Observes Filters filters) {
        filters.register(this::enter, FIRST);
    }

    private void enter(RoutingContext context) {
        if (Exchange.isAttachedTo(context)) {
            // A reroute within the gateway has cleared the headers.
            setHeaders(context, Exchange.of(context), context.request().getHeader(CORRELATION_ID));
            context.next();
        } else {
            begin(context);
        }
    }

    private void begin(RoutingContext context) {
        HttpServerRequest request = context.request();
        String given = request.getHeader(REQUEST_ID);
        boolean known = given != null && UUID_TEXT.matcher(given).matches();
        Exchange exchange = new Exchange(
                known && given != null ? given : UUID.randomUUID().toString(),
                request.method().name(),
                request.remoteAddress() == null ? "" : request.remoteAddress().hostAddress(),
                System.nanoTime());
        exchange.attachTo(context);
        setHeaders(context, exchange, request.getHeader(CORRELATION_ID));
        context.addEndHandler(done -> {
            LOG.info(exchange.logLine(context.response().getStatusCode()));
            if (!exchange.released().isEmpty()) {
                closings.ended(
                        exchange.released(),
                        done.succeeded(),
                        context.response().bytesWritten());
            }
        });
        if (!RawPath.isClean(request.uri())) {
            Faults.send(context, Fault.of(Kind.BAD_PATH));
        } else if (given != null && !known) {
            Faults.send(context, Fault.of(Kind.BAD_HEADER).at(REQUEST_ID));
        } else if (isTooLarge(request)) {
            context.response().putHeader("Connection", "close");
            Faults.send(context, Fault.of(Kind.TOO_LARGE));
        } else {
            passFiles(request);
            admit(context);
        }
    }

    /**
     * The server's own limit is for what is read into memory. A file is passed on piece by piece, and its length has been
     * looked at here; identity-service counts its bytes.
     */
    private static void passFiles(HttpServerRequest request) {
        if (isFile(request)) {
            request.headers().remove("Content-Length");
        }
    }

    private static boolean isFile(HttpServerRequest request) {
        return request.method().equals(HttpMethod.POST)
                && request.path() != null
                && FILES.contains(request.path().replace("%24", "$"));
    }

    /**
     * Goes on, an operation's {@code %24} read as the {@code $} that it is, for routes match what is written, and the
     * query spelt as a URI's is.
     */
    private static void admit(RoutingContext context) {
        String target = context.request().uri();
        int mark = target.indexOf('?');
        String path = (mark < 0 ? target : target.substring(0, mark)).replace("%24", "$");
        Optional<String> query = RawQuery.clean(mark < 0 ? "" : target.substring(mark + 1));
        String spelt = mark < 0 ? path : path + "?" + query.orElse("");
        if (query.isEmpty()) {
            Faults.send(context, Fault.of(Kind.INVALID_PARAMETER));
        } else if (spelt.equals(target)) {
            context.next();
        } else {
            context.reroute(spelt);
        }
    }

    private boolean isTooLarge(HttpServerRequest request) {
        String length = request.getHeader("Content-Length");
        return length != null
                && length.length() < 19
                && length.chars().allMatch(Character::isDigit)
                && Long.parseLong(length) > (isFile(request) ? config.maxFile() : config.maxBody());
    }

    private void setHeaders(RoutingContext context, Exchange exchange, @Nullable String correlationId) {
        MultiMap headers = context.response().headers();
        headers.set(REQUEST_ID, exchange.requestId());
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("Cache-Control", "no-store");
        headers.set("Strict-Transport-Security", "max-age=31536000; includeSubDomains");
        headers.set("Referrer-Policy", "no-referrer");
        headers.set("Content-Security-Policy", policy(context.request().uri()));
        if (correlationId != null && CORRELATION_TEXT.matcher(correlationId).matches()) {
            headers.set(CORRELATION_ID, correlationId);
        }
    }

    private String policy(String target) {
        if (console.holdsFor(target)) {
            return console.header();
        }
        return target.startsWith("/docs") ? PAGE_POLICY : DATA_POLICY;
    }
}
