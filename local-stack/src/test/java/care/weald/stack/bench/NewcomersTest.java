package care.weald.stack.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import care.weald.stack.Json;
import care.weald.stack.Samples;
import org.junit.jupiter.api.Test;

class NewcomersTest {

    @Test
    void newcomersAreOtherPeopleWithTheSameItems() {
        // Given
        String message = Samples.messages("KZ063").get(1);

        // When
        String rewritten = new Newcomers().rewritten(message);

        // Then
        assertEquals(
                Json.read(message).path("entry").size(),
                Json.read(rewritten).path("entry").size());
        for (String pointer : new String[] {
            "/identifier/value",
            "/entry/0/resource/id",
            "/entry/0/resource/identifier/0/value",
            "/entry/0/resource/identifier/1/value",
            "/entry/1/resource/id"
        }) {
            assertFalse(
                    Json.read(message).at(pointer).equals(Json.read(rewritten).at(pointer)), pointer);
        }
    }
}
