package care.weald.record.category;

import care.weald.record.category.ItemType.TimeParameter;
import care.weald.record.structure.Span;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/**
 * The times an item tells of.
 *
 * @param when what it sorts by: the best time that it has
 * @param stated whether that is what the type's first date parameter looks at, and no stand-in
 * @param second what the type's second date parameter looks at
 */
public record ItemTimes(Optional<Span> when, boolean stated, Optional<Span> second) {

    /** Reads the times of a resource that passed the structure check. */
    static ItemTimes of(ItemType type, ObjectNode resource) {
        List<TimeParameter> parameters = type.times();
        List<String> first =
                parameters.isEmpty() ? List.of() : parameters.getFirst().elements();
        Optional<Span> second = parameters.size() < 2
                ? Optional.empty()
                : of(resource, parameters.get(1).elements());
        Optional<Span> stated = of(resource, first);
        return stated.isPresent()
                ? new ItemTimes(stated, true, second)
                : new ItemTimes(of(resource, type.dates()), false, second);
    }

    private static Optional<Span> of(ObjectNode resource, List<String> elements) {
        for (String element : elements) {
            int plus = element.indexOf('+');
            Optional<Span> span = plus >= 0
                    ? period(resource, element.substring(0, plus), element.substring(plus + 1))
                    : time(resource.at("/" + element.replace('.', '/')));
            if (span.isPresent()) {
                return span;
            }
        }
        return Optional.empty();
    }

    private static Optional<Span> time(JsonNode node) {
        return node.isObject() ? period(node, "start", "end") : Span.dateTime(node.asText(""));
    }

    private static Optional<Span> period(JsonNode node, String start, String end) {
        Optional<Span> from = Span.dateTime(node.path(start).asText(""));
        Optional<Span> to = Span.dateTime(node.path(end).asText(""));
        if (from.isEmpty() && to.isEmpty()) {
            return Optional.empty();
        }
        if (from.isPresent()
                && to.isPresent()
                && to.get().to().isBefore(from.get().from())) {
            return Optional.of(from.get().covering(to.get()));
        }
        return Optional.of(new Span(
                from.map(Span::from).orElse(Span.OPEN_START), to.map(Span::to).orElse(Span.OPEN_END)));
    }
}
