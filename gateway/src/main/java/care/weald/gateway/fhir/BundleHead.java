package care.weald.gateway.fhir;

import care.weald.gateway.outcome.Fault;
import care.weald.gateway.outcome.Fault.Kind;
import care.weald.gateway.outcome.Faulted;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the gateway reads of a feed: that it is one JSON object, not nested too deeply and naming nothing twice, that it
 * is a Bundle, and of which type. All else is for the services.
 */
record BundleHead(String type) {

    private static final int DEEPEST = 60;
    private static final int PEEKED = 8_192;
    private static final Pattern XML_TYPE = Pattern.compile("<type\\s+value\\s*=\\s*[\"'](transaction|batch)[\"']");
    private static final JsonFactory STRICT = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEEPEST)
                    .maxStringLength(32 * 1_024 * 1_024)
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    /** Reads a transaction or batch; anything else fails with {@link Faulted}. */
    static BundleHead read(byte[] json) {
        String resourceType = "";
        String type = "";
        try (JsonParser parser = STRICT.createParser(json)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw Xml.unreadable();
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                JsonToken value = parser.nextToken();
                if (value == JsonToken.VALUE_STRING && name.equals("resourceType")) {
                    resourceType = parser.getText();
                } else if (value == JsonToken.VALUE_STRING && name.equals("type")) {
                    type = parser.getText();
                }
                parser.skipChildren();
            }
            if (parser.nextToken() != null) {
                throw Xml.unreadable();
            }
        } catch (IOException e) {
            throw Xml.unreadable();
        }
        return of(resourceType, type);
    }

    /** The type that a Bundle in XML gives itself near its begin, for the audit trail; unread, so not to be relied on. */
    static String peek(byte[] xml) {
        String begin = new String(xml, 0, Math.min(xml.length, PEEKED), StandardCharsets.UTF_8);
        Matcher type = XML_TYPE.matcher(begin);
        return type.find() ? type.group(1) : "transaction";
    }

    private static BundleHead of(String resourceType, String type) {
        if (!resourceType.equals("Bundle")) {
            throw new Faulted(Fault.of(Kind.INVALID_CONTENT).at("Bundle.resourceType"), "bundle");
        }
        if (!type.equals("transaction") && !type.equals("batch")) {
            throw new Faulted(Fault.of(Kind.INVALID_CONTENT).at("Bundle.type"), "bundle");
        }
        return new BundleHead(type);
    }
}
