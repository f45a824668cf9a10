package care.weald.record.messaging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import care.weald.record.messaging.MessageBundle.Conversion;
import care.weald.record.messaging.MessageBundle.Conversion.Converted;
import care.weald.record.messaging.MessageBundle.Conversion.Rejected;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MessageBundleTest {

    private static final String HEADER =
            "{\"resource\":{\"resourceType\":\"MessageHeader\",\"id\":\"m-1\",\"eventUri\":\"urn:x\"}}";

    private static Conversion convert(String... entries) {
        return MessageBundle.convert(bytes(message(entries)));
    }

    private static String message(String... entries) {
        return "{\"resourceType\":\"Bundle\",\"id\":\"b-1\",\"type\":\"message\",\"entry\":["
                + String.join(",", entries) + "]}";
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static JsonNode request(String resource) {
        return convert(HEADER, "{\"fullUrl\":\"urn:uuid:1\",\"resource\":" + resource + "}")
                        instanceof Converted converted
                ? converted.bundle().at("/entry/0/request")
                : MissingNode.getInstance();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '>',
            value = {
                "'{\"resourceType\":\"Flag\",\"id\":\"f\"}' > PUT > Flag/f > ''",
                "'{\"resourceType\":\"Flag\",\"identifier\":[{\"system\":\"s\",\"value\":\"1\"}]}' > PUT > Flag?identifier=s%7C1 > ''",
                "'{\"resourceType\":\"Flag\"}' > POST > Flag > ''",
                "'{\"resourceType\":\"Patient\",\"id\":\"p\",\"identifier\":[{\"system\":\"https://fhir.nhs.uk/Id/nhs-number\",\"value\":\"1\"},{\"system\":\"s\",\"value\":\"2\"}]}' > PUT > Patient?identifier=s%7C2 > ''",
                "'{\"resourceType\":\"Patient\",\"id\":\"p\"}' > POST > Patient > ''",
                "'{\"resourceType\":\"Organization\",\"id\":\"o\",\"identifier\":[{\"system\":\"s\",\"value\":\"1\"}]}' > POST > Organization > identifier=s%7C1"
            })
    void eachResourceIsKnownAgainByItsName(String resource, String method, String url, String condition) {
        // When
        JsonNode request = request(resource);

        // Then
        assertEquals(method, request.path("method").asText());
        assertEquals(url, request.path("url").asText());
        assertEquals(condition, request.path("ifNoneExist").asText());
    }

    @Test
    void messageIsKnownByItsHeaderAndKeptAsItCame() {
        // Given
        String message = message(HEADER);

        // When
        Conversion conversion = MessageBundle.convert(bytes(message));

        // Then
        assertTrue(conversion instanceof Converted);
        if (conversion instanceof Converted converted) {
            assertEquals("transaction", converted.bundle().path("type").asText());
            assertEquals("m-1", converted.bundle().at("/identifier/value").asText());
            assertEquals("urn:x", converted.header().path("eventUri").asText());
            String data = converted
                    .bundle()
                    .at("/meta/extension/0/valueAttachment/data")
                    .asText();
            assertEquals(message, new String(Base64.getDecoder().decode(data), StandardCharsets.UTF_8));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '>',
            value = {
                "[] > Bundle",
                "{ > Bundle",
                "{\"type\":\"message\",\"type\":\"message\"} > Bundle",
                "{\"type\":\"batch\"} > Bundle.type",
                "{\"type\":\"message\"} > Bundle.entry[0].resource",
                "{\"type\":\"message\",\"entry\":[{\"resource\":{\"resourceType\":\"Flag\"}}]} > Bundle.entry[0].resource",
                "{\"type\":\"message\",\"entry\":[{\"resource\":{\"resourceType\":\"MessageHeader\"}},{}]} > Bundle.entry[1].resource"
            })
    void whatIsNoMessageIsRefusedWithItsPlace(String content, String place) {
        assertTrue(MessageBundle.convert(bytes(content)) instanceof Rejected rejected
                && rejected.fault().place().equals(place));
    }
}
