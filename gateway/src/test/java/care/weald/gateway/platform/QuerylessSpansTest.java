package care.weald.gateway.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import org.junit.jupiter.api.Test;

class QuerylessSpansTest {

    private static String attribute(String name, String value) {
        try (SdkTracerProvider provider = SdkTracerProvider.builder()
                .addSpanProcessor(new QuerylessSpans())
                .build()) {
            var span = provider.get("test")
                    .spanBuilder("GET")
                    .setAttribute(name, value)
                    .startSpan();
            return String.valueOf(((ReadableSpan) span).getAttribute(AttributeKey.stringKey(name)));
        }
    }

    @Test
    void aQueryIsNotTraced() {
        assertEquals("", attribute("url.query", "family=Wren"));
        assertEquals(
                "http://identity-service:8081/patients",
                attribute("url.full", "http://identity-service:8081/patients?family=Wren"));
    }

    @Test
    void whatHasNoQueryIs() {
        assertEquals("/fhir/Patient", attribute("url.path", "/fhir/Patient"));
        assertEquals("http://a/b", attribute("url.full", "http://a/b"));
    }
}
