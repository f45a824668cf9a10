package care.weald.consent.decision;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /decisions/trace}.
 *
 * @param persons the person tokens of everybody whom a search has found, 1 to 50
 */
record TraceRequest(List<String> persons) {

    private static final int MOST = 50;

    TraceRequest {
        persons = List.copyOf(persons);
    }

    static Reading<TraceRequest> parse(@Nullable String body) {
        return Body.object(body, Set.of("persons")).then(TraceRequest::read);
    }

    private static Reading<TraceRequest> read(JsonNode node) {
        JsonNode persons = node.path("persons");
        if (!persons.isArray() || persons.isEmpty() || persons.size() > MOST) {
            return Reading.invalid("persons: an array of 1 to 50 person tokens is needed");
        }
        List<String> tokens = new ArrayList<>();
        for (JsonNode person : persons) {
            if (!person.isTextual() || person.textValue().isEmpty()) {
                return Reading.invalid("persons: not a person token");
            }
            tokens.add(person.textValue());
        }
        return new Reading.Read<>(new TraceRequest(tokens));
    }

    @Override
    public String toString() {
        return "TraceRequest[***]";
    }
}
