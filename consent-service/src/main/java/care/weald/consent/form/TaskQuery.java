package care.weald.consent.casework;

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
 * Which of an organisation's cases are wanted.
 *
 * @param statuses {@code Task.status} words; empty for all
 * @param persons ids of the person; empty for everybody
 * @param after the last one of the page before
 */
record CaseQuery(Set<String> statuses, List<UUID> persons, int count, Place after) {

    static final int MOST = 25;
    static final Set<String> NAMES = Set.of("status", "_count", "_cursor");

    /** Where a page ends. */
    record Place(Instant due, UUID id) {

        static final Place START = new Place(Instant.EPOCH, new UUID(0, 0));

        String cursor() {
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

    CaseQuery {
        statuses = Set.copyOf(statuses);
        persons = List.copyOf(persons);
    }

    /** The states that these statuses stand for. */
    Set<String> states() {
        return CaseState.all().stream()
                .filter(state -> statuses.contains(state.taskStatus()))
                .map(CaseState::code)
                .collect(Collectors.toSet());
    }

    /** Reads the query's parameters, each once; the left is the name of the one that is wrong. */
    static Asked read(Map<String, List<String>> parameters, List<UUID> persons) {
        for (Map.Entry<String, List<String>> one : parameters.entrySet()) {
            if (!NAMES.contains(one.getKey()) || one.getValue().size() != 1) {
                return new Asked.Wrong(NAMES.contains(one.getKey()) ? one.getKey() : "parameter");
            }
        }
        Set<String> statuses = parameters.containsKey("status")
                ? Arrays.stream(parameters.get("status").getFirst().split(",", -1))
                        .collect(Collectors.toSet())
                : Set.of();
        Set<String> known = CaseState.all().stream().map(CaseState::taskStatus).collect(Collectors.toSet());
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
                ? new Asked.Right(
                        new CaseQuery(statuses, persons, Math.min(MOST, Integer.parseInt(count)), after.get()))
                : new Asked.Wrong("_count");
    }

    /** What reading a query gives. */
    sealed interface Asked {

        record Right(CaseQuery query) implements Asked {}

        record Wrong(String name) implements Asked {}
    }
}
