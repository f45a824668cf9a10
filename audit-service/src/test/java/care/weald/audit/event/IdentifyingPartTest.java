package care.weald.audit.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import care.weald.audit.access.Decision;
import care.weald.audit.log.Content;
import care.weald.audit.support.Events;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class IdentifyingPartTest {

    private static final UUID OTHER = UUID.fromString("00000000-0000-4000-8000-000000000007");

    @Test
    void whatIsKeptTellsNeitherWhoNorWhomNorWhat() throws IOException {
        for (PostedEvent event : List.of(
                Given.event(Events.read(Events.uuid7())),
                Given.event(Events.search(Events.uuid7())),
                Given.event(Events.refusal(Events.uuid7())))) {
            for (Decision decision : List.of(Given.permit(Given.PERSON), Given.deny(Given.PERSON))) {
                assertKept(event, decision);
            }
        }
        assertKept(Given.event(Events.people(Events.uuid7(), List.of(OTHER))), Given.permit(null));
    }

    private static void assertKept(PostedEvent event, Decision decision) throws IOException {
        Content content = new AuditEventFhir(Given.DOCTOR, decision, event)
                .content(Given.RECORDED, Given.CONFIG, new byte[2 * Content.SALT_BYTES]);
        String kept = new String(content.kept(), StandardCharsets.UTF_8);

        for (String identifying : List.of(
                Given.PERSON.toString(),
                OTHER.toString(),
                "Dr Ada Bell",
                "u-1",
                "192.0.2.7",
                "abc.def",
                "718-7",
                "Patient/")) {
            assertFalse(kept.contains(identifying), identifying + " in " + kept);
        }
        assertTrue(kept.contains("KZ016") && kept.contains(event.id().toString()));
        JsonNode erased = new ObjectMapper().readTree(Content.whole(content.kept(), null));
        assertEquals("AuditEvent", erased.path("resourceType").asText());
    }
}
