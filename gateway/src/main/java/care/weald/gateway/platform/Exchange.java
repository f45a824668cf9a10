package care.weald.gateway.platform;

import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.TimeUnit;

/** What is known about the request in hand: its ids, its start, and what the log will say about it. */
public final class Exchange {

    private static final String KEY = Exchange.class.getName();

    private final String requestId;
    private final String method;
    private final String remote;
    private final long startNanos;
    private volatile String route = "";
    private volatile String decision = "none";
    private volatile String reason = "";
    private volatile String organisation = "";
    private volatile String event = "";
    private volatile boolean lasting;

    /**
     * Begins an exchange.
     *
     * @param requestId {@code X-Request-ID}, a UUID
     * @param method HTTP method
     * @param remote the caller's network address
     * @param startNanos {@link System#nanoTime()} at its start
     */
    public Exchange(String requestId, String method, String remote, long startNanos) {
        this.requestId = requestId;
        this.method = method;
        this.remote = remote;
        this.startNanos = startNanos;
    }

    /** The exchange of a request that came in by the entrance. */
    public static Exchange of(RoutingContext context) {
        Exchange exchange = context.get(KEY);
        if (exchange == null) {
            throw new IllegalStateException("the request did not come in by the entrance");
        }
        return exchange;
    }

    /** Whether the request has come in by the entrance already. */
    public static boolean isAttachedTo(RoutingContext context) {
        return context.get(KEY) != null;
    }

    /** Keeps this exchange with its request. */
    public void attachTo(RoutingContext context) {
        context.put(KEY, this);
    }

    /** {@code X-Request-ID}. */
    public String requestId() {
        return requestId;
    }

    /** HTTP method. */
    public String method() {
        return method;
    }

    /** The caller's network address. */
    public String remote() {
        return remote;
    }

    /** Milliseconds since the start. */
    public long elapsedMillis() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNanos);
    }

    /** Says that the request takes as long as its body comes in: a file. */
    public void lasts() {
        lasting = true;
    }

    /** Whether the request takes as long as its body comes in. */
    public boolean isLasting() {
        return lasting;
    }

    /** Says which route template took the request. */
    public void routed(String template) {
        route = template;
    }

    /** Says what was decided, and the rule or kind of fault that made it so. */
    public void decided(String outcome, String why) {
        decision = outcome;
        reason = why;
    }

    /** Says for which organisation the caller acts. */
    public void actingFor(String code) {
        organisation = code;
    }

    /** Says under which event a body is released. */
    public void released(String id) {
        event = id;
    }

    /** The event under which a body is released; empty when none is. */
    public String released() {
        return event;
    }

    /** The request's line in the log: no query, no id of a person, no token. */
    public String logLine(int status) {
        return "event=request method=" + method + " route=" + route + " status=" + status + " durationMs="
                + elapsedMillis() + " decision=" + decision + " reason=" + reason + " correlationId=" + requestId
                + " organisation=" + organisation;
    }
}
