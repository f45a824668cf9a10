package care.weald.record.search;

import care.weald.record.item.ItemId;
import jakarta.ws.rs.core.MultivaluedMap;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A search as it was understood.
 *
 * @param ascending oldest first
 * @param countOnly {@code _summary=count}
 * @param totalled false when {@code _total=none}
 * @param processed the parameters as they are told in the self link, without the cursor
 */
record SearchQuery(
        List<Condition> conditions,
        boolean ascending,
        int count,
        Optional<Cursor> after,
        boolean countOnly,
        boolean totalled,
        List<Map.Entry<String, String>> processed) {

    private static final int DEFAULT_COUNT = 50;
    private static final int MOST = 1_000;
    private static final int MOST_CONDITIONS = 20;
    private static final Set<String> ONCE = Set.of("_count", "_sort", "_cursor", "_summary", "_total");

    SearchQuery {
        conditions = List.copyOf(conditions);
        processed = List.copyOf(processed);
    }

    /** Reads the parameters. Whatever is not on the list is refused, so that nothing is searched by chance. */
    static SearchQuery parse(MultivaluedMap<String, String> parameters, Instant now) {
        List<Condition> conditions = new ArrayList<>();
        List<Map.Entry<String, String>> processed = new ArrayList<>();
        parameters.forEach((name, values) -> {
            if (ONCE.contains(name) && values.size() > 1) {
                throw new BadParameter(name, "The parameter may come once");
            }
            for (String value : values) {
                if (!ONCE.contains(name)) {
                    conditions.add(condition(name, value, now));
                }
                if (!"_cursor".equals(name)) {
                    processed.add(Map.entry(name, value));
                }
            }
        });
        if (conditions.size() > MOST_CONDITIONS) {
            throw new BadParameter("unknown", "There are too many parameters");
        }
        return new SearchQuery(
                conditions,
                ascending(parameters.getFirst("_sort")),
                one(parameters, "_count")
                        .map(value -> Values.number("_count", value, 1, MOST))
                        .orElse(DEFAULT_COUNT),
                one(parameters, "_cursor").map(value -> Values.cursor("_cursor", value)),
                "count".equals(oneOf(parameters, "_summary", Set.of("count", "false"))),
                !"none".equals(oneOf(parameters, "_total", Set.of("none", "estimate", "accurate"))),
                processed);
    }

    private static Condition condition(String name, String value, Instant now) {
        return switch (name) {
            case "code" -> new Condition.Code(Tokens.parse(name, value));
            case "category" -> new Condition.SourceCategory(Tokens.parse(name, value));
            case "clinical-status" -> new Condition.ClinicalStatus(Tokens.parse(name, value));
            case "status" -> new Condition.Status(Tokens.parse(name, value).codes());
            case "_security" -> new Condition.Security(Tokens.parse(name, value));
            case "date" -> new Condition.Date(Moment.parse(name, value, now));
            case "_lastUpdated" -> new Condition.LastUpdated(Moment.parse(name, value, now));
            case "_id" ->
                new Condition.Id(Values.alternatives(name, value).stream()
                        .flatMap(one -> ItemId.parse(one).stream())
                        .toList());
            default -> throw new BadParameter(name, "There is no such search parameter or modifier here");
        };
    }

    private static Optional<String> one(MultivaluedMap<String, String> parameters, String name) {
        return Optional.ofNullable(parameters.getFirst(name));
    }

    private static boolean ascending(@Nullable String sort) {
        if (sort != null && !"date".equals(sort) && !"-date".equals(sort)) {
            throw new BadParameter("_sort", "The value is date or -date");
        }
        return "date".equals(sort);
    }

    private static String oneOf(MultivaluedMap<String, String> parameters, String name, Set<String> allowed) {
        String value = parameters.getFirst(name);
        if (value != null && !allowed.contains(value)) {
            throw new BadParameter(name, "The value is not one that is known here");
        }
        return value == null ? "" : value;
    }
}
