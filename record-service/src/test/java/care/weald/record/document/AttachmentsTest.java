package care.weald.record.document;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import care.weald.record.category.ItemType;
import care.weald.record.document.Attachments.Parted;
import care.weald.record.item.ItemId;
import care.weald.record.support.Documents;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AttachmentsTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ItemType DOCUMENT = ItemType.of("DocumentReference").orElseThrow();
    private static final ItemId ID = new ItemId(new UUID(1, 2), new UUID(3, 4));
    private static final int LIMIT = 100;
    /** Of "hello". */
    private static final String SHA_1 = "qvTGHdzF6KLavt4PO0gs2a6pQ00=";

    private static final String SHA_256 = "LPJNul+wow4m6DsqxbninhsWHlwfp0JecwQzYpOLmCQ=";

    private static ObjectNode document(String attachment) throws JsonProcessingException {
        return (ObjectNode) JSON.readTree(Documents.reference("d", Documents.LETTER, attachment, ""));
    }

    private static Parted part(ObjectNode document, String... binary) {
        return new Attachments(LIMIT)
                .part(
                        DOCUMENT,
                        ID,
                        document,
                        name -> binary.length > 0 && name.equals(binary[0])
                                ? Optional.of(tree(binary[1]))
                                : Optional.empty());
    }

    private static ObjectNode tree(String json) {
        try {
            return (ObjectNode) JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void contentGivesWayToAnAddressASizeAndAHash() throws JsonProcessingException {
        // Given
        ObjectNode document = document(Documents.text("hello"));
        // When
        Parted.Done done = assertInstanceOf(Parted.Done.class, part(document));
        // Then
        DocumentContent content = done.taken().getFirst().content();
        var attachment = document.at("/content/0/attachment");
        assertArrayEquals("hello".getBytes(StandardCharsets.UTF_8), content.bytes());
        assertEquals("text/plain", content.type());
        assertEquals(ID.sourcePatient(), content.id().sourcePatient());
        assertFalse(attachment.has("data"));
        assertEquals("Binary/" + content.id(), attachment.path("url").asText());
        assertEquals(5, attachment.path("size").asInt());
        assertEquals(SHA_1, attachment.path("hash").asText());
        assertEquals("Letter", attachment.path("title").asText());
    }

    @Test
    void theSameContentHasTheSameNumberAndAnotherHasNot() throws JsonProcessingException {
        Parted.Done one = assertInstanceOf(Parted.Done.class, part(document(Documents.text("hello"))));
        Parted.Done same = assertInstanceOf(Parted.Done.class, part(document(Documents.text("hello"))));
        Parted.Done other = assertInstanceOf(Parted.Done.class, part(document(Documents.text("hallo"))));

        assertEquals(
                one.taken().getFirst().content().id(),
                same.taken().getFirst().content().id());
        assertNotEquals(
                one.taken().getFirst().content().id(),
                other.taken().getFirst().content().id());
    }

    @ParameterizedTest
    @CsvSource({SHA_1, SHA_256})
    void aHashThatFitsIsTaken(String hash) throws JsonProcessingException {
        ObjectNode document = document(Documents.text("hello") + ",\"hash\":\"" + hash + "\",\"size\":5");

        assertInstanceOf(Parted.Done.class, part(document));
        assertEquals(SHA_1, document.at("/content/0/attachment/hash").asText());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "hash; \"contentType\":\"text/plain\",\"data\":\"aGVsbG8=\",\"hash\":\"AAAAHdzF6KLavt4PO0gs2a6pQ00=\"",
                "hash; \"contentType\":\"text/plain\",\"data\":\"aGVsbG8=\",\"hash\":\"AAAA\"",
                "size; \"contentType\":\"text/plain\",\"data\":\"aGVsbG8=\",\"size\":6",
                "contentType; \"data\":\"aGVsbG8=\"",
                "contentType; \"contentType\":\"nonsense\",\"data\":\"aGVsbG8=\"",
                "contentType; \"contentType\":\"text/html\\r\\nX: y\",\"data\":\"aGVsbG8=\"",
                "data; \"contentType\":\"text/plain\",\"data\":\"aGVs\\nbG8\"",
                "url; \"contentType\":\"text/plain\",\"url\":\"urn:uuid:00000000-0000-4000-8000-000000000000\"",
                "url; \"contentType\":\"text/plain\",\"url\":\"javascript:alert(1)\"",
                "url; \"contentType\":\"text/plain\",\"url\":\"data:text/html,x\"",
                "url; \"contentType\":\"text/plain\",\"url\":\"#inside\"",
                "url; \"contentType\":\"text/plain\",\"url\":\"Binary/theirs\"",
                "url; \"contentType\":\"text/plain\",\"url\":\"Binary/01234567890123456789012345.0abcdefghjkmnpqrstvwxyz000\"",
                "contentType; \"contentType\":\"application/pdf\",\"url\":\"urn:b\""
            })
    void whatDoesNotHoldIsRefusedWithItsPlace(String place, String attachment) throws JsonProcessingException {
        ObjectNode document = document(attachment);

        Parted parted = part(document, "urn:b", Documents.binary("b", "text/plain", "hello"));

        if (place.equals("data")) {
            // white space within base64, and a missing end, are read all the same
            assertInstanceOf(Parted.Done.class, parted);
        } else {
            assertEquals(
                    "content.attachment." + place,
                    assertInstanceOf(Parted.Refused.class, parted).fault().place());
        }
    }

    @Test
    void whatIsOverTheLimitIsRefused() throws JsonProcessingException {
        assertInstanceOf(Parted.Done.class, part(document(Documents.text("x".repeat(LIMIT)))));
        assertEquals(
                "content.attachment.data",
                assertInstanceOf(Parted.Refused.class, part(document(Documents.text("x".repeat(LIMIT + 1)))))
                        .fault()
                        .place());
        assertInstanceOf(Parted.Refused.class, part(document(Documents.text("x".repeat(100 * LIMIT)))));
    }

    @Test
    void aBinaryOfTheMessageIsTakenAndWhatIsElsewhereStaysThere() throws JsonProcessingException {
        // Given
        ObjectNode within = document("\"url\":\"urn:b\"");
        ObjectNode elsewhere = document("\"contentType\":\"text/plain\",\"url\":\"https://kz016.example/letter\"");
        // When
        Parted.Done done = assertInstanceOf(
                Parted.Done.class, part(within, "urn:b", Documents.binary("b", "text/plain", "hello")));
        // Then
        assertEquals("urn:b", done.taken().getFirst().name());
        assertEquals(
                "text/plain", within.at("/content/0/attachment/contentType").asText());
        assertEquals(
                0, assertInstanceOf(Parted.Done.class, part(elsewhere)).taken().size());
        assertEquals(
                "https://kz016.example/letter",
                elsewhere.at("/content/0/attachment/url").asText());
    }
}
