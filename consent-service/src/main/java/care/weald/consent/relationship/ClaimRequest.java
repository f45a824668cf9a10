package care.weald.consent.relationship;

import care.weald.consent.decision.Body;
import care.weald.consent.decision.Reading;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /relationship-claims}.
 *
 * @param person the person token
 * @param reason why the caller cares for the person, 10 to 500 characters
 */
record ClaimRequest(String person, String reason) {

    private static final Set<String> MEMBERS = Set.of("person", "reason");
    private static final int SHORTEST = 10;
    private static final int LONGEST = 500;

    static Reading<ClaimRequest> parse(@Nullable String body) {
        return Body.object(body, MEMBERS).then(ClaimRequest::read);
    }

    private static Reading<ClaimRequest> read(JsonNode node) {
        if (!node.path("person").isTextual() || node.path("person").textValue().isEmpty()) {
            return Reading.invalid("person: a person token is needed");
        }
        String reason = node.path("reason").isTextual()
                ? node.path("reason").textValue().strip()
                : "";
        int length = reason.codePointCount(0, reason.length());
        boolean readable = reason.codePoints().noneMatch(c -> Character.isISOControl(c) && !Character.isWhitespace(c));
        return length >= SHORTEST && length <= LONGEST && readable
                ? new Reading.Read<>(new ClaimRequest(node.path("person").textValue(), reason))
                : Reading.invalid("reason: a text of 10 to 500 characters is needed");
    }

    @Override
    public String toString() {
        return "ClaimRequest[***]";
    }
}
