package care.weald.audit.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ContentTest {

    private static final String NAME = "Dr \"Ada\" \\u0001 B\u00e9ll \ud83d\ude00\n";

    @Test
    void aValueStandsWhereItStood() throws IOException {
        JsonNode whole = new ObjectMapper().readTree(content(new byte[32]).whole());

        assertEquals(NAME, whole.path("name").asText());
        assertEquals("YQ==", whole.path("query").asText());
        assertEquals("\\u0001", whole.path("other").asText());
    }

    @Test
    void anErasedValueSaysSoAndTheRestStays() throws IOException {
        JsonNode rest =
                new ObjectMapper().readTree(Content.whole(content(new byte[32]).kept(), null));

        assertEquals("erased", rest.path("name").asText());
        assertEquals("erased", new String(rest.path("query").binaryValue(), StandardCharsets.UTF_8));
        assertEquals(7, rest.path("count").asInt());
    }

    @Test
    void theKeptPartHoldsNoIdentifyingValue() {
        String kept = new String(content(new byte[32]).kept(), StandardCharsets.UTF_8);

        assertFalse(kept.contains("Ada") || kept.contains("YQ=="));
    }

    @Test
    void theSameContentWithOtherSaltsHasOtherCommitments() {
        byte[] salts = new byte[32];
        salts[0] = 1;
        salts[31] = 1;

        assertNotEquals(content(new byte[32]).keptHash(), content(salts).keptHash());
        assertNotEquals(content(new byte[32]).identityHash(), content(salts).identityHash());
    }

    @Test
    void anEntryIsReadAsItIsWritten() {
        LogEntry entry = LogEntry.of(
                UUID.fromString("01937a3e-0000-7000-8000-000000000001"),
                Instant.parse("2026-11-22T10:00:00.123Z"),
                content(new byte[32]));

        assertEquals(Optional.of(entry), LogEntry.parse(entry.bytes()));
        assertEquals(
                Optional.empty(),
                LogEntry.parse(
                        (new String(entry.bytes(), StandardCharsets.UTF_8) + "\n").getBytes(StandardCharsets.UTF_8)));
        assertEquals(Optional.empty(), LogEntry.parse("{}".getBytes(StandardCharsets.UTF_8)));
    }

    private static Content content(byte[] salts) {
        Gaps gaps = new Gaps();
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("count", 7)
                .put("query", gaps.base64("YQ=="))
                .put("other", "\\u0001")
                .put("name", gaps.text(NAME));
        return gaps.content(json.toString(), salts);
    }
}
