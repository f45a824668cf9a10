package care.weald.consent.decision;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Another person id that the person's records were linked to (row D11; the person token's claim of that name).
 *
 * @param person the other id
 * @param from when the link began
 * @param until when it ended, that moment not included; absent while both ids are one person
 */
public record Linked(UUID person, Instant from, @Nullable Instant until) {

    /** Reads the claim of the other ids; empty when anything about it is wrong. */
    static Optional<List<Linked>> read(@Nullable Object claim) {
        if (!(claim instanceof List<?> list)) {
            return Optional.empty();
        }
        List<Linked> found = new ArrayList<>();
        for (Object entry : list) {
            Optional<Linked> linked = one(entry);
            if (linked.isEmpty()) {
                return Optional.empty();
            }
            found.add(linked.get());
        }
        return Optional.of(List.copyOf(found));
    }

    private static Optional<Linked> one(@Nullable Object entry) {
        if (!(entry instanceof Map<?, ?> map)) {
            return Optional.empty();
        }
        if (!(map.get("id") instanceof String id)
                || !(map.get("from") instanceof String from)
                || (map.containsKey("until") && !(map.get("until") instanceof String))) {
            return Optional.empty();
        }
        try {
            Instant began = Instant.parse(from);
            Instant ended = map.get("until") instanceof String until ? Instant.parse(until) : null;
            return ended != null && ended.isBefore(began)
                    ? Optional.empty()
                    : Optional.of(new Linked(UUID.fromString(id), began, ended));
        } catch (DateTimeException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The claim that {@link #read} reads. */
    Map<String, String> claim() {
        return until == null
                ? Map.of("id", person.toString(), "from", from.toString())
                : Map.of("id", person.toString(), "from", from.toString(), "until", until.toString());
    }

    @Override
    public String toString() {
        return "Linked[***]";
    }
}
