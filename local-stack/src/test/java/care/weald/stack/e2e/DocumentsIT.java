package care.weald.stack.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import care.weald.stack.e2e.Api.Answer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Documents through every service: provided, found, opened, and hidden (IHE MHD; capabilities.md R5, R9, R10). */
@ExtendWith(RunningStack.class)
class DocumentsIT {

    private static final String SNOMED = "http://snomed.info/sct";
    /** A page of one line. */
    private static final String PDF = """
            %PDF-1.4
            1 0 obj <</Type /Catalog /Pages 2 0 R>> endobj
            2 0 obj <</Type /Pages /Kids [3 0 R] /Count 1>> endobj
            3 0 obj <</Type /Page /Parent 2 0 R /MediaBox [0 0 300 100] /Contents 4 0 R
              /Resources <</Font <</F 5 0 R>>>>>> endobj
            4 0 obj <</Length 51>> stream
            BT /F 14 Tf 20 50 Td (Discharged home, GP review) Tj ET
            endstream endobj
            5 0 obj <</Type /Font /Subtype /Type1 /BaseFont /Helvetica>> endobj
            trailer <</Root 1 0 R>>
            %%EOF
            """;

    private final Api system = Api.as("feed-kz016");
    private final Api gp = Api.as("gp.bell");
    private final Api clerk = Api.as("clerk.penn");

    /** Adds a resource about the message's person, who is its first entry. */
    private static ObjectNode add(ObjectNode message, String type, String id) {
        ObjectNode entry = message.withArray("/entry").addObject().put("fullUrl", "urn:uuid:" + id);
        ObjectNode resource =
                entry.putObject("resource").put("resourceType", type).put("id", id);
        entry.putObject("request").put("method", "POST").put("url", type);
        if (!"Binary".equals(type)) {
            resource.putObject("subject")
                    .put("reference", message.at("/entry/0/fullUrl").asText());
        }
        return resource;
    }

    private static ObjectNode document(ObjectNode message, String code, String date) {
        ObjectNode document =
                add(message, "DocumentReference", UUID.randomUUID().toString());
        document.put("status", "current").put("date", date);
        document.putObject("type")
                .putArray("coding")
                .addObject()
                .put("system", SNOMED)
                .put("code", code);
        return document;
    }

    private static ObjectNode attachment(ObjectNode document, String type, String content) {
        ObjectNode attachment = document.putArray("content").addObject().putObject("attachment");
        attachment.put("contentType", type);
        return content.isEmpty() ? attachment : attachment.put("data", base64(content));
    }

    private static String base64(String content) {
        return Base64.getEncoder().encodeToString(content.getBytes(StandardCharsets.UTF_8));
    }

    private void send(ObjectNode message) {
        Answer answer = system.feed(message);
        assertEquals(200, answer.status(), answer.body());
    }

    @Test
    void aProvidedLetterIsFoundOpenedAndHiddenFromWhoMayNot() {
        // Given a message of ITI-65: a submission set, a letter, and its page
        String number = "9991001204";
        ObjectNode message = Messages.conditions("KZ016", "transaction", number);
        ObjectNode letter = document(message, "373942005", "2026-10-01T10:00:00Z");
        String binary = UUID.randomUUID().toString();
        attachment(letter, "application/pdf", "").put("url", "urn:uuid:" + binary);
        add(message, "Binary", binary).put("contentType", "application/pdf").put("data", base64(PDF));
        ObjectNode set = add(message, "List", UUID.randomUUID().toString());
        set.put("status", "current").put("mode", "working");
        set.putObject("code").putArray("coding").addObject().put("code", "submissionset");
        set.putArray("entry")
                .addObject()
                .putObject("item")
                .put("reference", "urn:uuid:" + letter.path("id").asText());
        // When
        send(message);
        // Then
        String person = gp.person(number);
        Answer found =
                gp.get("/fhir/DocumentReference?patient=" + person + "&type=" + SNOMED + "|373942005&status=current");
        assertEquals(1, found.items().count(), found.body());
        assertFalse(found.body().contains("\"data\""));
        String url = found.items()
                .findFirst()
                .orElseThrow()
                .at("/content/0/attachment/url")
                .asText();

        Answer bytes = gp.get("/fhir/" + url, "Accept", "application/pdf");
        assertEquals(200, bytes.status(), bytes.body());
        assertEquals(PDF, bytes.body());
        assertEquals("application/pdf", bytes.header("content-type").orElse(""));
        assertTrue(bytes.header("content-disposition").orElse("").startsWith("attachment"));
        assertTrue(bytes.header("content-security-policy").orElse("").contains("sandbox"));
        assertTrue(bytes.header("x-weald-receipt").isPresent());

        JsonNode resource =
                gp.get("/fhir/" + url, "Accept", "application/fhir+json").json();
        assertEquals("Binary", Api.type(resource));
        assertEquals(base64(PDF), resource.path("data").asText());
        assertEquals(406, gp.get("/fhir/" + url, "Accept", "image/png").status());
        assertTrue(gp.get("/fhir/List?patient=" + person).body().contains("submissionset"));

        Answer hidden = clerk.get("/fhir/" + url, "Accept", "*/*");
        assertTrue(hidden.status() == 403 || hidden.status() == 404, hidden.status() + "");
        assertFalse(hidden.body().contains("%PDF"));
    }

    @Test
    void aPageWithAScriptIsNeverOneOfOurs() {
        // Given
        String number = "9991001212";
        ObjectNode message = Messages.conditions("KZ016", "transaction", number);
        String page = "<html><script>alert(1)</script></html>";
        ObjectNode _ = attachment(document(message, "373942005", "2026-10-01T10:00:00Z"), "text/html", page);
        send(message);
        // When
        Answer found = gp.get("/fhir/DocumentReference?patient=" + gp.person(number));
        String url = found.items()
                .findFirst()
                .orElseThrow()
                .at("/content/0/attachment/url")
                .asText();
        Answer answer = gp.get("/fhir/" + url, "Accept", "text/html,application/xhtml+xml,*/*;q=0.8");
        // Then
        assertEquals(200, answer.status());
        assertEquals("application/octet-stream", answer.header("content-type").orElse(""));
        assertEquals("nosniff", answer.header("x-content-type-options").orElse(""));
        assertTrue(answer.header("content-disposition").orElse("").startsWith("attachment"));
    }

    @Test
    void onlyThePlanInForceIsAnswered() {
        // Given
        String number = "9991001220";
        ObjectNode first = Messages.conditions("KZ016", "transaction", number);
        ObjectNode old = document(first, "735324008", "2026-01-01T10:00:00Z");
        ObjectNode _ = attachment(old, "text/plain", "For hospital");
        send(first);
        String path = "/fhir/Patient/" + gp.person(number) + "/$treatment-escalation-plan";
        assertTrue(gp.get(path).body().contains("2026-01-01"));
        // When it is replaced
        ObjectNode second = Messages.conditions("KZ016", "transaction", number);
        ObjectNode plan = document(second, "735324008", "2026-02-01T10:00:00Z");
        ObjectNode _ = attachment(plan, "text/plain", "Comfort first");
        ObjectNode relation = plan.putArray("relatesTo").addObject().put("code", "replaces");
        relation.putObject("target")
                .put("reference", "DocumentReference/" + old.path("id").asText());
        send(second);
        // Then
        Answer answer = gp.get(path);
        assertEquals(200, answer.status(), answer.body());
        assertEquals(1, answer.json().path("entry").size(), answer.body());
        assertEquals(
                "2026-02-01T10:00:00Z",
                answer.json().at("/entry/0/resource/date").asText());
        String nobody = "/fhir/Patient/" + gp.person("9991001204") + "/$treatment-escalation-plan";
        assertEquals(404, gp.get(nobody).status());
    }

    @Test
    void thePastIsReadByVersionAndByMoment() {
        // Given
        String number = "9991001239";
        String id = UUID.randomUUID().toString();
        send(Messages.conditions("KZ016", "transaction", number, id));
        String person = gp.person(number);
        Answer found = gp.get("/fhir/Condition?patient=" + person);
        JsonNode item = found.items().findFirst().orElseThrow();
        String then = item.at("/meta/lastUpdated").asText();
        // When
        ObjectNode later = Messages.conditions("KZ016", "transaction", number, id);
        Messages.resource(later, 1).putArray("note").addObject().put("text", "corrected");
        send(later);
        // Then
        String path = "/fhir/Condition/" + item.path("id").asText() + "/_history";
        Set<String> versions = gp.get(path)
                .resources()
                .map(one -> one.at("/meta/versionId").asText())
                .collect(Collectors.toSet());
        assertEquals(Set.of("1", "2"), versions);
        assertEquals(item, gp.get(path + "/1").json());
        Answer record = gp.get("/fhir/Patient/" + person + "/$record?category=cat-07&_asOf=" + then);
        assertTrue(record.items().anyMatch(item::equals), record.body());
        assertFalse(record.body().contains("corrected"));
        assertTrue(gp.get("/fhir/Patient/" + person + "/$record?category=cat-07")
                .body()
                .contains("corrected"));
    }
}
