package care.weald.identity.feed;

import care.weald.identity.link.SourcePatientId;
import care.weald.identity.nhsnumber.NhsNumber;
import care.weald.identity.platform.StrictJson;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.UUID;

/** Which registration is to be removed: {@code {"identifier":{"system":"…","value":"…"}}}. */
sealed interface RemovalBody {

    /** The id that the identifier would give a source patient of the organisation. */
    record Named(UUID identifier) implements RemovalBody {}

    /** An NHS number that cannot be right. */
    record Invalid() implements RemovalBody {}

    /** Not of this form. */
    record Unreadable() implements RemovalBody {}

    /** Reads {@code body} of {@code organisation}. An NHS number names only a registration that has nothing else. */
    static RemovalBody read(String organisation, byte[] body) {
        try {
            JsonNode json = StrictJson.READER.readTree(body);
            JsonNode system = json.path("identifier").path("system");
            JsonNode value = json.path("identifier").path("value");
            boolean right = json.size() == 1
                    && json.path("identifier").size() == 2
                    && system.isTextual()
                    && value.isTextual()
                    && !system.textValue().isBlank()
                    && !value.textValue().isBlank();
            return right ? named(organisation, system.textValue(), value.textValue()) : new Unreadable();
        } catch (IOException e) {
            return new Unreadable();
        }
    }

    private static RemovalBody named(String organisation, String system, String value) {
        return system.equals(NhsNumber.SYSTEM)
                ? NhsNumber.parse(value)
                        .<RemovalBody>map(
                                number -> new Named(SourcePatientId.of(organisation, NhsNumber.SYSTEM, number.value())))
                        .orElseGet(Invalid::new)
                : new Named(SourcePatientId.of(organisation, system, value));
    }
}
