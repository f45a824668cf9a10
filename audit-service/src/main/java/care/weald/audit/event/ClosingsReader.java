package care.weald.audit.event;

import care.weald.audit.event.Closings.Closing;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

/** Reads how disclosures ended, as strictly as events are read. */
final class ClosingsReader {

    private static final int MOST = 400;
    private static final Set<String> MEMBERS = Set.of("id", "closings");
    private static final Set<String> CLOSING = Set.of("event", "outcome", "bytes", "ended");
    private static final Pattern UUID_TEXT = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    private ClosingsReader() {}

    /** What was posted; empty when anything about it is not as it should be. */
    static Optional<Closings> read(byte[] body) {
        try {
            JsonNode root = PostedEventReader.JSON.readTree(body);
            if (root == null || !root.isObject() || !root.path("closings").isArray()) {
                return Optional.empty();
            }
            Members members = new Members(root, "", MEMBERS);
            UUID id = UUID.fromString(members.matching("id", UUID_TEXT));
            List<Closing> list = new ArrayList<>();
            for (JsonNode closing : root.path("closings")) {
                list.add(closing(new Members(closing, "closings.", CLOSING)));
            }
            return id.version() == 7 && !list.isEmpty() && list.size() <= MOST
                    ? Optional.of(new Closings(id, list))
                    : Optional.empty();
        } catch (IOException | Members.Unfit | DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private static Closing closing(Members posted) {
        return new Closing(
                UUID.fromString(posted.matching("event", UUID_TEXT)),
                posted.oneOf("outcome", Set.of("sent", "aborted")).equals("sent"),
                posted.number("bytes", 0, Integer.MAX_VALUE),
                Instant.parse(posted.text("ended", 40)));
    }
}
