package care.weald.gateway.fhir;

import care.weald.gateway.outcome.Faulted;
import care.weald.gateway.upstream.Fetched.Content;
import care.weald.gateway.upstream.Services;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;

/** record-service's document with identity-service's Patient as its second entry; no other resource in it is read. */
final class SummaryBundle {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private SummaryBundle() {}

    /** Both together. The Patient gets the narrative that the draft wants (07-NarrativeInIPS). */
    static byte[] withPatient(Content document, byte[] patient, String base, Instant now) {
        byte[] json = document.json();
        int at = document.entryOffset();
        if (at < 1 || at >= json.length || json[at - 1] != ',' || json[at] != '{') {
            throw Faulted.unavailable(Services.RECORD, "no-entry-offset");
        }
        ObjectNode subject = read(patient);
        subject.set("text", narrative(subject, now));
        byte[] entry = ("{\"fullUrl\":\"" + base + "/Patient/"
                        + subject.path("id").asText() + "\",\"resource\":" + subject + "},")
                .getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream out = new ByteArrayOutputStream(json.length + entry.length);
        out.write(json, 0, at);
        out.writeBytes(entry);
        out.write(json, at, json.length - at);
        return out.toByteArray();
    }

    private static ObjectNode read(byte[] patient) {
        try {
            if (JSON.readTree(patient) instanceof ObjectNode object) {
                return object;
            }
        } catch (IOException e) {
            throw Faulted.unavailable(Services.IDENTITY, "incomplete-answer");
        }
        throw Faulted.unavailable(Services.IDENTITY, "incomplete-answer");
    }

    private static ObjectNode narrative(ObjectNode patient, Instant now) {
        StringBuilder div = new StringBuilder(
                "<div xmlns=\"http://www.w3.org/1999/xhtml\" lang=\"en-GB\" xml:lang=\"en-GB\">" + "<table><tbody>");
        for (Map.Entry<String, String> fact : new PatientWords(patient).all(now).entrySet()) {
            div.append("<tr><th scope=\"row\">")
                    .append(fact.getKey())
                    .append("</th><td>")
                    .append(SafeHtml.escaped(fact.getValue()))
                    .append("</td></tr>");
        }
        ObjectNode text = JSON.createObjectNode();
        return text.put("status", "generated")
                .put("div", div.append("</tbody></table></div>").toString());
    }
}
