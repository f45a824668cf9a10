package care.weald.identity.steward;

import care.weald.identity.steward.Review.Status;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which reviews are asked for: the most likely pairs first.
 *
 * @param statuses codes; all when empty
 * @param priority a code; any when empty
 * @param after where the page before ended
 */
record ReviewQuery(Set<String> statuses, String priority, int count, Place after) {

    /** Each names two Patients, and audit names at most 50. */
    private static final int MOST = 25;

    private static final Set<String> PRIORITIES = Set.of("", "routine", "urgent");

    ReviewQuery {
        statuses = Set.copyOf(statuses);
    }

    /** A place in the order. */
    record Place(double weight, UUID id) {

        static final Place START = new Place(Double.POSITIVE_INFINITY, new UUID(0, 0));

        String cursor() {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString((weight + "|" + id).getBytes(StandardCharsets.UTF_8));
        }

        static Place of(String cursor) {
            String[] parts = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8).split("\\|", 2);
            return new Place(Double.parseDouble(parts[0]), UUID.fromString(parts[parts.length - 1]));
        }
    }

    /** Reads the parameters of {@code GET /tasks}; empty when one is not what it may be. */
    static Optional<ReviewQuery> read(
            @Nullable String status, @Nullable String priority, @Nullable String count, @Nullable String cursor) {
        try {
            Set<String> statuses = status == null
                    ? Set.of()
                    : Arrays.stream(status.split(",", 8))
                            .map(code -> Status.of(code).code())
                            .collect(Collectors.toUnmodifiableSet());
            int most = count == null ? MOST : Math.min(Integer.parseInt(count), MOST);
            String wanted = priority == null ? "" : priority;
            return most < 1 || !PRIORITIES.contains(wanted)
                    ? Optional.empty()
                    : Optional.of(
                            new ReviewQuery(statuses, wanted, most, cursor == null ? Place.START : Place.of(cursor)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The parameters of the page after {@code last}. */
    String next(Review last) {
        String status = statuses.isEmpty() ? "" : "status=" + String.join(",", statuses) + "&";
        String of = priority.isEmpty() ? "" : "priority=" + priority + "&";
        return status + of + "_count=" + count + "&_cursor="
                + new Place(last.state().weight(), last.id()).cursor();
    }
}
