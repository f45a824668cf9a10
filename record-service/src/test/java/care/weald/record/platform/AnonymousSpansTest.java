package care.weald.record.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnonymousSpansTest {

    private static String attribute(String name, String value) {
        try (SdkTracerProvider provider = SdkTracerProvider.builder()
                .addSpanProcessor(new AnonymousSpans())
                .build()) {
            var span = provider.get("test")
                    .spanBuilder("GET")
                    .setAttribute(name, value)
                    .startSpan();
            return String.valueOf(((ReadableSpan) span).getAttribute(AttributeKey.stringKey(name)));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "url.path,/fhir/Patient/0b7c7f6e-0000-4000-8000-000000000000",
        "url.query,family=Wren",
        "url.full,http://identity-service:8081/patients?family=Wren"
    })
    void noAddressIsTraced(String name, String address) {
        assertEquals("", attribute(name, address));
    }

    @Test
    void whatNamesNobodyIs() {
        assertEquals("/fhir/{type}/{id}", attribute("http.route", "/fhir/{type}/{id}"));
    }
}
