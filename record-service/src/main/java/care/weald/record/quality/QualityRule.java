package care.weald.record.quality;

import care.weald.record.structure.Span;
import care.weald.record.structure.StructureCheck;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * A fault that an item may have and be taken with.
 *
 * @param code what it is called in Task ids, {@code q01} and on
 * @param name what it is called in reports
 * @param types the types of item that it is about; empty for all
 * @param check how it is found
 * @param paths where
 * @param values what is found wrong there, for {@link Check#NOT}
 * @param says what is wrong, to its sender
 * @param of the standard that asks for it
 */
record QualityRule(
        String code,
        String name,
        Set<String> types,
        Check check,
        List<List<String>> paths,
        Set<String> values,
        String says,
        String of) {

    private static final Instant EARLIEST = Instant.parse("1900-01-01T00:00:00Z");
    private static final Duration TOMORROW = Duration.ofDays(1);

    QualityRule {
        types = Set.copyOf(types);
        paths = List.copyOf(paths);
        values = Set.copyOf(values);
    }

    /** The ways to find a fault. */
    enum Check {
        /** Nothing is at any of the paths. */
        PRESENT,
        /** No coding at the paths has a code and a system. */
        CODED,
        /** So it is, and nothing is at the last path. */
        CODED_OR_PRESENT,
        /** Something is at the first path, and nothing at any of the others. */
        WITH,
        /** One of the values is at the paths. */
        NOT,
        /** A coding anywhere has a code and no system. */
        SYSTEMS,
        /** A time at the paths is still to come. */
        PAST,
        /** A time at the paths is too long ago to be right. */
        PLAUSIBLE,
        /** A period at the paths ends before it begins. */
        ORDERED
    }

    /** The same where it looks: at those of its paths that a resource of this type may have. For rules that find what is there. */
    QualityRule within(String type) {
        List<List<String>> there = paths.stream()
                .filter(path -> StructureCheck.has(type, path.getFirst()))
                .toList();
        return new QualityRule(code, name, types, check, there, values, says, of);
    }

    /** Whether there is anywhere to look. */
    boolean canFind() {
        return check == Check.SYSTEMS || !paths.isEmpty();
    }

    /** Whether {@code resource}, which passed the structure check, has the fault at {@code now}. */
    boolean finds(JsonNode resource, Instant now) {
        return switch (check) {
            case PRESENT -> !hasOneOf(resource, 0);
            case CODED -> !anyAt(resource, QualityRule::isCoded);
            case CODED_OR_PRESENT ->
                !any(resource, paths.getLast(), 0, node -> true)
                        && !any(resource, paths.getFirst(), 0, QualityRule::isCoded);
            case WITH -> any(resource, paths.getFirst(), 0, node -> true) && !hasOneOf(resource, 1);
            case NOT -> anyAt(resource, node -> values.contains(node.asText()));
            case SYSTEMS -> hasCodeWithoutSystem(resource);
            case PAST -> anyTime(resource, span -> span.from().isAfter(now.plus(TOMORROW)));
            case PLAUSIBLE -> anyTime(resource, span -> span.to().isBefore(EARLIEST));
            case ORDERED -> anyAt(resource, QualityRule::isReversed);
        };
    }

    /** Where the fault is, for its sender: {@code Condition.code}. */
    String place(String type) {
        return paths.isEmpty() ? type : type + "." + String.join(".", paths.getFirst());
    }

    private boolean hasOneOf(JsonNode resource, int from) {
        for (int i = from; i < paths.size(); i++) {
            if (any(resource, paths.get(i), 0, node -> true)) {
                return true;
            }
        }
        return false;
    }

    private boolean anyAt(JsonNode resource, Predicate<JsonNode> wrong) {
        for (List<String> path : paths) {
            if (any(resource, path, 0, wrong)) {
                return true;
            }
        }
        return false;
    }

    /** Whether a node that the rest of the path leads to, through lists, meets the condition. Makes no lists: it is asked often. */
    private static boolean any(JsonNode node, List<String> path, int from, Predicate<JsonNode> condition) {
        if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                if (any(node.get(i), path, from, condition)) {
                    return true;
                }
            }
            return false;
        }
        if (from == path.size()) {
            return condition.test(node);
        }
        JsonNode child = node.get(path.get(from));
        return child != null && any(child, path, from + 1, condition);
    }

    private boolean anyTime(JsonNode resource, Predicate<Span> wrong) {
        return anyAt(
                resource,
                node -> node.isTextual()
                        && Span.dateTime(node.textValue()).filter(wrong).isPresent());
    }

    private static boolean isReversed(JsonNode period) {
        Optional<Span> start = Span.dateTime(period.path("start").asText(""));
        Optional<Span> end = Span.dateTime(period.path("end").asText(""));
        return start.isPresent()
                && end.isPresent()
                && !end.get().to().isAfter(start.get().from());
    }

    private static boolean isCoded(JsonNode concept) {
        for (JsonNode coding : concept.path("coding")) {
            if (coding.has("code") && coding.has("system")) {
                return true;
            }
        }
        return false;
    }

    private static boolean hasCodeWithoutSystem(JsonNode node) {
        JsonNode codings = node.get("coding");
        if (codings != null) {
            for (JsonNode coding : codings) {
                if (coding.has("code") && !coding.has("system")) {
                    return true;
                }
            }
        }
        for (JsonNode child : node) {
            if (child.isContainerNode() && hasCodeWithoutSystem(child)) {
                return true;
            }
        }
        return false;
    }
}
