package care.weald.record.feed.failed;

import care.weald.record.feed.failed.FailedMessage.Status;
import care.weald.record.feed.failed.FailedRepository.Place;
import care.weald.record.search.BadParameter;
import care.weald.record.search.Values;
import jakarta.ws.rs.core.MultivaluedMap;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * What a search of messages that were set aside asks for.
 *
 * @param count how many a page has
 * @param after where the last page ended
 */
record FailedQuery(Status status, int count, Optional<Place> after) {

    private static final Set<String> KNOWN = Set.of("code", "status", "_count", "_cursor");
    private static final Set<String> STATES = Set.of("failed", "completed", "cancelled");
    private static final Pattern CURSOR =
            Pattern.compile("([0-9]{1,15})-([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})");
    private static final int MOST = 100;

    /** Reads the parameters, each at most once and no other; anything else fails with {@link BadParameter}. */
    static FailedQuery of(MultivaluedMap<String, String> parameters) {
        parameters.forEach((name, values) -> {
            if (!KNOWN.contains(name) || values.size() > 1) {
                throw new BadParameter(name, "There is no such parameter here, or it may come once");
            }
        });
        String status = Optional.ofNullable(parameters.getFirst("status")).orElse("failed");
        if (!STATES.contains(status)) {
            throw new BadParameter("status", "The value is failed, completed or cancelled");
        }
        int count = Optional.ofNullable(parameters.getFirst("_count"))
                .map(value -> Values.number("_count", value, 1, MOST))
                .orElse(25);
        Optional<Place> after =
                Optional.ofNullable(parameters.getFirst("_cursor")).map(FailedQuery::place);
        return new FailedQuery(Status.valueOf(status.toUpperCase(Locale.ROOT)), count, after);
    }

    private static Place place(String cursor) {
        var form = CURSOR.matcher(cursor);
        if (!form.matches()) {
            throw new BadParameter("_cursor", "This is no cursor");
        }
        return new Place(Instant.ofEpochMilli(Long.parseLong(form.group(1))), UUID.fromString(form.group(2)));
    }

    /** The query of the page after {@code last}. */
    String next(FailedMessage last) {
        return "?code=" + FailedFhir.CODE + "&status=" + status.code() + "&_count=" + count + "&_cursor="
                + last.firstAt().toEpochMilli() + "-" + last.id();
    }
}
