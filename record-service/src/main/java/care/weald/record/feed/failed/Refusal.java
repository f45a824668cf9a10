package care.weald.record.feed.failed;

import care.weald.record.feed.failed.FailedMessage.Why;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads why a message was refused, as the gateway tells it in the header {@code Weald-Refusal}. */
final class Refusal {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** The kinds that are about what is in a message. Who may not send one is none of them. */
    private static final Set<String> KINDS =
            Set.of("invalid-content", "invalid-identifier", "unprocessable", "conflict", "not-found", "not-supported");

    private static final Pattern PLACE = Pattern.compile("[A-Za-z0-9_.:$\\[\\]-]{0,200}");
    private static final Pattern WORDS = Pattern.compile("[ -~]{0,300}");

    private Refusal() {}

    /** Empty when it is none, or not for what is in the message. */
    static Optional<Why> read(@Nullable String header) {
        if (header == null) {
            return Optional.empty();
        }
        try {
            JsonNode node = JSON.readTree(header);
            Why why = new Why(
                    node.path("kind").asText(""),
                    node.path("place").asText(""),
                    node.path("detail").asText(""));
            boolean fits = KINDS.contains(why.kind())
                    && PLACE.matcher(why.place()).matches()
                    && WORDS.matcher(why.detail()).matches();
            return fits ? Optional.of(why) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
