package care.weald.gateway.fhir;

import care.weald.gateway.outcome.Fault;
import care.weald.gateway.outcome.Fault.Kind;
import care.weald.gateway.outcome.Faulted;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** A transaction Bundle around the bytes of one Patient, which stay as they came. */
final class SourcePatientBundle {

    private static final int DEEPEST = 50;
    private static final JsonFactory STRICT = JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private SourcePatientBundle() {}

    /**
     * The Bundle. The bytes MUST be one JSON object, a Patient, and nothing behind it: they are set between brackets of
     * ours. Anything else fails with {@link Faulted}.
     */
    static byte[] of(String identifier, byte[] patient) {
        checkPatient(patient);
        String url = "Patient?identifier="
                + URLEncoder.encode(identifier, StandardCharsets.UTF_8).replace("+", "%20");
        UUID name = UUID.nameUUIDFromBytes(url.getBytes(StandardCharsets.UTF_8));
        ByteArrayOutputStream out = new ByteArrayOutputStream(patient.length + 400);
        write(
                out,
                "{\"resourceType\":\"Bundle\",\"type\":\"transaction\",\"entry\":[{\"fullUrl\":\"urn:uuid:" + name
                        + "\",\"resource\":");
        out.writeBytes(patient);
        write(out, ",\"request\":{\"method\":\"PUT\",\"url\":\"" + url + "\"}}]}");
        return out.toByteArray();
    }

    private static void checkPatient(byte[] json) {
        String type = "";
        try (JsonParser parser = STRICT.createParser(json)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw Xml.unreadable();
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean named = parser.currentName().equals("resourceType");
                if (parser.nextToken() == JsonToken.VALUE_STRING && named) {
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
        if (!type.equals("Patient")) {
            throw new Faulted(Fault.of(Kind.INVALID_CONTENT).at("Patient.resourceType"), "patient");
        }
    }

    private static void write(ByteArrayOutputStream out, String text) {
        out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }
}
