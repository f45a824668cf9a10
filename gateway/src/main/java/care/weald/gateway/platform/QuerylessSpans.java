package care.weald.gateway.platform;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import jakarta.enterprise.context.ApplicationScoped;

/** Takes the queries out of traces: they hold names, birth dates and NHS numbers. */
@ApplicationScoped
public class QuerylessSpans implements SpanProcessor {

    private static final AttributeKey<String> QUERY = AttributeKey.stringKey("url.query");
    private static final AttributeKey<String> FULL = AttributeKey.stringKey("url.full");

    @Override
    public void onStart(Context parent, ReadWriteSpan span) {
        if (span.getAttribute(QUERY) != null) {
            span.setAttribute(QUERY, "");
        }
        String full = span.getAttribute(FULL);
        int mark = full == null ? -1 : full.indexOf('?');
        if (full != null && mark >= 0) {
            span.setAttribute(FULL, full.substring(0, mark));
        }
    }

    @Override
    public boolean isStartRequired() {
        return true;
    }

    @Override
    public void onEnd(ReadableSpan span) {
        // all is done at its start
    }

    @Override
    public boolean isEndRequired() {
        return false;
    }
}
