package care.weald.identity.steward;

import care.weald.identity.platform.StrictJson;
import care.weald.identity.steward.Review.Status;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a steward says of a pair.
 *
 * @param status accepted: they are one; rejected: they are two; on-hold: somebody decides later
 * @param version of the review that the steward has read
 */
record Verdict(UUID id, Status status, int version, Steward by, String reason) {

    private static final Pattern TAG = Pattern.compile("(?:W/)?\"(\\d{1,9})\"");
    private static final Map<String, Status> VERDICTS =
            Map.of("accepted", Status.ACCEPTED, "rejected", Status.REJECTED, "on-hold", Status.ON_HOLD);

    /** What a review can have become by it. */
    Set<Status> outcomes() {
        return status == Status.ACCEPTED ? Set.of(Status.ACCEPTED, Status.COMPLETED) : Set.of(status);
    }

    /** The version in an {@code If-Match} header; empty when it is none. */
    static Optional<Integer> version(@Nullable String header) {
        Matcher tag = TAG.matcher(header == null ? "" : header);
        return tag.matches() ? Optional.of(Integer.parseInt(tag.group(1))) : Optional.empty();
    }

    /** Reads the Task: its {@code status}, and its {@code statusReason.text} of at most 500 characters. */
    static Optional<Verdict> read(UUID id, int version, Steward by, byte[] body) {
        try {
            JsonNode task = StrictJson.READER.readTree(body);
            String reason = task.path("statusReason").path("text").asText("").strip();
            Status status = VERDICTS.get(task.path("status").asText());
            boolean own = task.path("id").asText(id.toString()).equals(id.toString());
            boolean right =
                    task.path("resourceType").asText().equals("Task") && own && reason.length() <= Order.MOST_REASON;
            return right && status != null
                    ? Optional.of(new Verdict(id, status, version, by, reason))
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
