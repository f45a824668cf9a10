package care.weald.audit.access;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Another id under which the trail knows the permit's person (row D11), as its permit says.
 *
 * @param person the other id
 * @param from when it became the person's
 * @param until when it ceased to be, that moment not included; {@link Instant#MAX} while it is
 */
public record Linked(UUID person, Instant from, Instant until) {

    /** Reads the claim. Throws IllegalArgumentException when anything about it is wrong. */
    static List<Linked> read(@Nullable Object claim) {
        if (claim == null) {
            return List.of();
        }
        if (!(claim instanceof List<?> list)) {
            throw new IllegalArgumentException("persons");
        }
        List<Linked> found = new ArrayList<>();
        for (Object entry : list) {
            if (!(entry instanceof Map<?, ?> map)
                    || !(map.get("id") instanceof String id)
                    || !(map.get("from") instanceof String from)) {
                throw new IllegalArgumentException("persons");
            }
            found.add(new Linked(UUID.fromString(id), instant(from), until(map.get("until"))));
        }
        return List.copyOf(found);
    }

    private static Instant until(@Nullable Object claim) {
        if (claim == null) {
            return Instant.MAX;
        }
        if (claim instanceof String until) {
            return instant(until);
        }
        throw new IllegalArgumentException("until");
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(e);
        }
    }

    @Override
    public String toString() {
        return "Linked[***]";
    }
}
