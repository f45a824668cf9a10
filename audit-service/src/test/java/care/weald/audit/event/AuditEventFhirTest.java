package care.weald.audit.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import care.weald.audit.access.Decision.Undecided;
import care.weald.audit.support.Events;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

class AuditEventFhirTest {

    @Test
    void aReadSaysWhoWhomWhatAndWhy() {
        PostedEvent event = Given.event(Events.read(Events.uuid7()));

        JsonNode fhir = Given.fhir(Given.DOCTOR, Given.permit(Given.PERSON), event);

        assertEquals("rest", fhir.at("/type/code").asText());
        assertEquals("read", fhir.at("/subtype/0/code").asText());
        assertEquals("2026-11-22T10:00:00.123Z", fhir.at("/recorded").asText());
        assertEquals("TREAT", fhir.at("/purposeOfEvent/0/coding/0/code").asText());
        assertEquals("110152", fhir.at("/agent/0/type/coding/0/code").asText());
        assertEquals("110153", fhir.at("/agent/1/type/coding/0/code").asText());
        assertEquals("u-1", fhir.at("/agent/2/who/identifier/value").asText());
        assertEquals("Dr Ada Bell", fhir.at("/agent/2/name").asText());
        assertEquals("R8000", fhir.at("/agent/2/role/0/coding/0/code").asText());
        assertEquals(
                "urn:ietf:params:oauth:jti:jti-1", fhir.at("/agent/2/policy/0").asText());
        assertEquals("KZ016", fhir.at("/agent/3/who/identifier/value").asText());
        assertEquals(
                "Patient/" + Given.PERSON,
                entity(fhir, "1").at("/what/reference").asText());
        assertEquals(
                "Observation/abc.def", entity(fhir, "2").at("/what/reference").asText());
        assertEquals("cat-09", entity(fhir, "2").at("/securityLabel/0/code").asText());
        assertEquals(
                event.request().id().toString(),
                entity(fhir, "XrequestId").at("/what/identifier/value").asText());
    }

    @Test
    void theExtensionsSayWhatTheDecisionAndTheDisclosureWere() {
        JsonNode fhir = Given.fhir(Given.DOCTOR, Given.permit(Given.PERSON), Given.event(Events.read(Events.uuid7())));

        assertEquals("d-1", extension(fhir, "decision-id").get("valueString").asText());
        assertEquals(
                "2026-01", extension(fhir, "matrix-version").get("valueString").asText());
        assertEquals(
                "source-patient", extension(fhir, "basis").get("valueString").asText());
        assertEquals(12, extension(fhir, "items-count").get("valueUnsignedInt").asInt());
        assertEquals(
                3, extension(fhir, "withheld-count").get("valueUnsignedInt").asInt());
        assertEquals(
                "ab".repeat(32), extension(fhir, "body-hash").get("valueString").asText());
        assertEquals("KZ016", extension(fhir, "organisation").get("valueString").asText());
        assertEquals(
                "2026-11-22T00:00:00Z",
                extension(fhir, "reported").get("valueInstant").asText());
    }

    @Test
    void aQuerySwapsClientAndServerAndKeepsTheQuery() {
        JsonNode fhir =
                Given.fhir(Given.DOCTOR, Given.permit(Given.PERSON), Given.event(Events.search(Events.uuid7())));

        assertEquals("110153", fhir.at("/agent/0/type/coding/0/code").asText());
        assertEquals("110152", fhir.at("/agent/1/type/coding/0/code").asText());
        JsonNode query = entity(fhir, "2");
        assertEquals("24", query.at("/role/code").asText());
        assertFalse(query.has("what"));
        assertEquals(
                "GET Observation?code=http://loinc.org|718-7",
                new String(Base64.getDecoder().decode(query.get("query").asText()), StandardCharsets.UTF_8));
    }

    @Test
    void aDenyIsAnAuthorisationDecisionWithItsReason() {
        JsonNode fhir = Given.fhir(Given.DOCTOR, Given.deny(Given.PERSON), Given.event(Events.refusal(Events.uuid7())));

        assertEquals("110113", fhir.at("/type/code").asText());
        assertEquals("AuthZ-Consent", fhir.at("/subtype/0/code").asText());
        assertEquals("8", fhir.at("/outcome").asText());
        assertEquals("objection-upheld", fhir.at("/outcomeDesc").asText());
        assertEquals("d-1", entity(fhir, "Consent").at("/what/identifier/value").asText());
    }

    @Test
    void aSystemHasNoUserAndAsksItself() {
        JsonNode fhir = Given.fhir(Given.SYSTEM, Given.permit(Given.PERSON), Given.event(Events.read(Events.uuid7())));

        assertEquals(3, fhir.get("agent").size());
        assertTrue(fhir.at("/agent/0/requestor").asBoolean());
        assertEquals("feeder", fhir.at("/agent/0/who/identifier/value").asText());
    }

    @Test
    void withoutADecisionThereIsNobodysRecord() {
        JsonNode fhir = Given.fhir(Given.DOCTOR, new Undecided(), Given.event(Events.refusal(Events.uuid7())));

        assertFalse(fhir.has("meta"));
        assertTrue(entity(fhir, "1").isMissingNode());
        assertEquals("HTTP 403", fhir.at("/outcomeDesc").asText());
    }

    @Test
    void aFailedReadClaimsNoProfileOfSuccess() {
        Map<String, Object> posted = Events.read(Events.uuid7());
        posted.putAll(Map.of("outcome", "4", "status", 404));

        JsonNode fhir = Given.fhir(Given.DOCTOR, Given.permit(Given.PERSON), Given.event(posted));

        assertFalse(fhir.has("meta"));
        assertEquals("110152", fhir.at("/agent/0/type/coding/0/code").asText());
    }

    @Test
    void whatFhirCannotCarryIsShownByItsPicture() {
        assertEquals("a\nb\tc", Fhir.string("a\nb\tc"));
        assertEquals("a\u2400b\u241b", Fhir.string("a\0b\u001b"));
        assertEquals("x\uFFFD", Fhir.string("x\uD800"));
        assertEquals("\uD83D\uDE00", Fhir.string("\uD83D\uDE00"));
        assertEquals("-", Fhir.string(" "));
    }

    private static JsonNode entity(JsonNode fhir, String type) {
        return StreamSupport.stream(fhir.get("entity").spliterator(), false)
                .filter(entity -> entity.at("/type/code").asText().equals(type))
                .findFirst()
                .orElse(MissingNode.getInstance());
    }

    private static JsonNode extension(JsonNode fhir, String name) {
        return StreamSupport.stream(fhir.get("extension").spliterator(), false)
                .filter(extension -> extension.get("url").asText().endsWith("/" + name))
                .findFirst()
                .orElseThrow();
    }
}
