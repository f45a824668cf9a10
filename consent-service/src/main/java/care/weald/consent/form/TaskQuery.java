package care.weald.consent.form;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Which of an organisation's Tasks are wanted, those that are due first at the beginning.
 *
 * @param statuses {@code Task.status} words; empty for all
 * @param after the last one of the page before
 */
public record TaskQuery(Set<String> statuses, int count, Place after) {

    private static final int MOST = 25;
    private static final Set<String> NAMES = Set.of("status", "_count", "_cursor");

    /** Where a page ends. */
    public record Place(Instant due, UUID id) {

        static final Place START = new Place(Instant.EPOCH, new UUID(0, 0));

        /** The place as a next link has it. */
        public String cursor() {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString((due + "/" + id).getBytes(StandardCharsets.UTF_8));
        }

        static Optional<Place> of(String cursor) {
            try {
                String[] parts =
                        new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8).split("/", -1);
                return parts.length == 2
                        ? Optional.of(new Place(Instant.parse(parts[0]), UUID.fromString(parts[1])))
                        : Optional.empty();
            } catch (IllegalArgumentException | DateTimeException e) {
                return Optional.empty();
            }
        }
    }

    public TaskQuery {
        statuses = Set.copyOf(statuses);
    }

    /** Reads the query's parameters, each once; {@code known} are the statuses there are. */
    public static Asked read(Map<String, List<String>> parameters, Set<String> known) {
        for (Map.Entry<String, List<String>> one : parameters.entrySet()) {
            if (!NAMES.contains(one.getKey()) || one.getValue().size() != 1) {
                return new Asked.Wrong(NAMES.contains(one.getKey()) ? one.getKey() : "parameter");
            }
        }
        Set<String> statuses = parameters.containsKey("status")
                ? Arrays.stream(parameters.get("status").getFirst().split(",", -1))
                        .collect(Collectors.toSet())
                : Set.of();
        if (!known.containsAll(statuses)) {
            return new Asked.Wrong("status");
        }
        Optional<Place> after = parameters.containsKey("_cursor")
                ? Place.of(parameters.get("_cursor").getFirst())
                : Optional.of(Place.START);
        if (after.isEmpty()) {
            return new Asked.Wrong("_cursor");
        }
        String count =
                parameters.containsKey("_count") ? parameters.get("_count").getFirst() : "" + MOST;
        return count.matches("[1-9][0-9]{0,2}")
                ? new Asked.Right(new TaskQuery(statuses, Math.min(MOST, Integer.parseInt(count)), after.get()))
                : new Asked.Wrong("_count");
    }

    /** What reading a query gives. */
    public sealed interface Asked {

        /** It can be read. */
        record Right(TaskQuery query) implements Asked {}

        /** It cannot; {@code name} is the parameter that is wrong. */
        record Wrong(String name) implements Asked {}
    }
}
