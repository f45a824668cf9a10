package care.weald.consent.override;

import care.weald.consent.decision.Body;
import care.weald.consent.decision.Reading;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /overrides}.
 *
 * @param person the person token
 * @param code why, as {@code https://fhir.nhs.uk/CodeSystem/SCR-AlertReason} has it: 1 public interest, 2 statute, 3 court
 *     order, 4 emergency by the caller's own claim, 5 emergency, 6 other
 * @param reason why, in words, 10 to 500 characters
 */
record OverrideRequest(String person, String code, String reason) {

    private static final Set<String> MEMBERS = Set.of("person", "code", "reason");
    private static final Set<String> CODES = Set.of("1", "2", "3", "4", "5", "6");
    private static final int SHORTEST = 10;
    private static final int LONGEST = 500;

    static Reading<OverrideRequest> parse(@Nullable String body) {
        return Body.object(body, MEMBERS).then(OverrideRequest::read);
    }

    private static Reading<OverrideRequest> read(JsonNode node) {
        String person = text(node, "person");
        String code = text(node, "code");
        String reason = text(node, "reason").strip();
        if (person.isEmpty()) {
            return Reading.invalid("person: a person token is needed");
        }
        if (!CODES.contains(code)) {
            return Reading.invalid("code: a coded reason is needed, 1 to 6");
        }
        int length = reason.codePointCount(0, reason.length());
        boolean readable = reason.codePoints().noneMatch(c -> Character.isISOControl(c) && !Character.isWhitespace(c));
        return length >= SHORTEST && length <= LONGEST && readable
                ? new Reading.Read<>(new OverrideRequest(person, code, reason))
                : Reading.invalid("reason: a text of 10 to 500 characters is needed");
    }

    private static String text(JsonNode node, String name) {
        return node.path(name).isTextual() ? node.path(name).textValue() : "";
    }

    @Override
    public String toString() {
        return "OverrideRequest[***]";
    }
}
