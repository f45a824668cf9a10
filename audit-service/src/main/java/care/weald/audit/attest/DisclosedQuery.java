package care.weald.audit.attest;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What consent-service asks.
 *
 * @param from the first moment
 * @param to the moment after the last
 * @param persons the ids of those whom it is about, 1 to 500
 * @param after the index of the last event that is known already; -1 at first
 */
record DisclosedQuery(Instant from, Instant to, List<UUID> persons, long after) {

    private static final ObjectMapper JSON = new ObjectMapper().enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);
    private static final int MOST = 500;

    DisclosedQuery {
        persons = List.copyOf(persons);
    }

    /** The question that {@code body} holds; empty when it holds none. */
    static Optional<DisclosedQuery> read(byte[] body) {
        try {
            JsonNode json = JSON.readTree(body);
            JsonNode persons = json.path("persons");
            if (!persons.isArray() || persons.isEmpty() || persons.size() > MOST) {
                return Optional.empty();
            }
            return Optional.of(new DisclosedQuery(
                    Instant.parse(json.path("from").asText("")),
                    Instant.parse(json.path("to").asText("")),
                    persons.valueStream()
                            .map(one -> UUID.fromString(one.asText("")))
                            .toList(),
                    json.path("after").asLong(-1)));
        } catch (IOException | DateTimeException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return "DisclosedQuery[***]";
    }
}
