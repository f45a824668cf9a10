package care.weald.record.search;

import care.weald.record.category.ItemType;
import care.weald.record.item.Subset;
import jakarta.ws.rs.core.MultivaluedMap;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A search as it was understood.
 *
 * @param cursor where the last page ended, as it came
 * @param subset what part of each item is wanted
 * @param countOnly {@code _summary=count}
 * @param totalled false when {@code _total=none}
 * @param processed the parameters as they are told in the self link, without the cursor
 */
record SearchQuery(
        ItemType type,
        List<Condition> conditions,
        Order order,
        int count,
        Optional<String> cursor,
        Inclusion inclusion,
        Subset subset,
        boolean countOnly,
        boolean totalled,
        List<Map.Entry<String, String>> processed) {

    private static final int DEFAULT_COUNT = 50;
    private static final int MOST = 1_000;
    private static final int MOST_PARAMETERS = 20;
    private static final Set<String> ONCE = Set.of("_count", "_sort", "_cursor", "_summary", "_total", "_elements");
    private static final Set<String> INCLUDE = Set.of("_include", "_revinclude");

    SearchQuery {
        conditions = List.copyOf(conditions);
        processed = List.copyOf(processed);
    }

    /** Reads the parameters. Whatever is not on the list is refused, so that nothing is searched by chance. */
    static SearchQuery parse(ItemType type, MultivaluedMap<String, String> parameters, Instant now) {
        List<Condition> conditions = new ArrayList<>();
        List<Map.Entry<String, String>> processed = new ArrayList<>();
        parameters.forEach((name, values) -> {
            if (ONCE.contains(name) && values.size() > 1) {
                throw new BadParameter(name, "The parameter may come once");
            }
            for (String value : values) {
                if (!ONCE.contains(name) && !INCLUDE.contains(name)) {
                    conditions.add(SearchParameter.read(type, name, value, now));
                }
                if (!"_cursor".equals(name)) {
                    processed.add(Map.entry(name, value));
                }
            }
        });
        if (processed.size() > MOST_PARAMETERS) {
            throw new BadParameter("unknown", "There are too many parameters");
        }
        int count = one(parameters, "_count")
                .map(value -> Values.number("_count", value, 0, MOST))
                .orElse(DEFAULT_COUNT);
        String summary = oneOf(parameters, "_summary", Set.of("count", "false", "true", "text", "data"));
        return new SearchQuery(
                type,
                conditions,
                Order.parse(type, parameters.getFirst("_sort")),
                count,
                one(parameters, "_cursor"),
                Inclusion.parse(type, all(parameters, "_include"), all(parameters, "_revinclude")),
                subset(type, summary, one(parameters, "_elements")),
                "count".equals(summary) || count == 0,
                !"none".equals(oneOf(parameters, "_total", Set.of("none", "estimate", "accurate"))),
                processed);
    }

    private static Subset subset(ItemType type, String summary, Optional<String> elements) {
        if (elements.isPresent() && !summary.isEmpty() && !"false".equals(summary)) {
            throw new BadParameter("_elements", "There is _summary already");
        }
        return elements.map(list -> Subset.elements(type.name(), Values.alternatives("_elements", list))
                        .orElseThrow(() -> new BadParameter("_elements", "The type has no such element")))
                .orElseGet(() -> Subset.summary(summary));
    }

    private static List<String> all(MultivaluedMap<String, String> parameters, String name) {
        return parameters.getOrDefault(name, List.of());
    }

    private static Optional<String> one(MultivaluedMap<String, String> parameters, String name) {
        return Optional.ofNullable(parameters.getFirst(name));
    }

    private static String oneOf(MultivaluedMap<String, String> parameters, String name, Set<String> allowed) {
        String value = parameters.getFirst(name);
        if (value != null && !allowed.contains(value)) {
            throw new BadParameter(name, "The value is not one that is known here");
        }
        return value == null ? "" : value;
    }
}
