package care.weald.record.composite;

import care.weald.record.category.Category;
import care.weald.record.category.ItemType;
import care.weald.record.search.BadParameter;
import care.weald.record.search.Values;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;

/**
 * What part of a record is asked for.
 *
 * @param categories only these, or all when empty
 * @param types only these, or all when empty
 * @param since only what the record got from then on
 * @param asOf the record as it was held at this moment; empty for now
 * @param count items a page; empty for all
 * @param cursor where the last page ended, as it came
 * @param processed the parameters as they are told in the self link, without the cursor
 */
record CompositeQuery(
        Set<Category> categories,
        Set<String> types,
        Optional<Instant> since,
        Optional<Instant> asOf,
        OptionalInt count,
        Optional<String> cursor,
        List<Map.Entry<String, String>> processed) {

    private static final int MOST = 1_000;
    private static final String AS_OF = "_asOf";

    /** Types that other services or the directory have, which a caller may name all the same. */
    private static final Set<String> ELSEWHERE = Set.of("Patient");

    private static final String RECORD = "/record";
    private static final String EVERYTHING = "/everything";

    /** Whether a question, path and query, is about a record. */
    static boolean isOne(String question) {
        String path = path(question);
        return RECORD.equals(path) || EVERYTHING.equals(path);
    }

    /** Reads a question, path and query, of one of the two. */
    static CompositeQuery parse(String question) {
        MultivaluedMap<String, String> parameters = parameters(question);
        return RECORD.equals(path(question)) ? record(parameters) : everything(parameters);
    }

    private static String path(String question) {
        int query = question.indexOf('?');
        return query < 0 ? question : question.substring(0, query);
    }

    private static MultivaluedMap<String, String> parameters(String question) {
        MultivaluedMap<String, String> parameters = new MultivaluedHashMap<>();
        int query = question.indexOf('?');
        for (String pair :
                query < 0 ? new String[0] : question.substring(query + 1).split("&", -1)) {
            int equals = pair.indexOf('=');
            if (!pair.isEmpty()) {
                parameters.add(
                        decode(equals < 0 ? pair : pair.substring(0, equals)),
                        decode(equals < 0 ? "" : pair.substring(equals + 1)));
            }
        }
        return parameters;
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new BadParameter("", "The query cannot be read");
        }
    }

    /** Reads the parameters of {@code $record}. */
    private static CompositeQuery record(MultivaluedMap<String, String> parameters) {
        return parse(parameters, "category", "since", OptionalInt.empty());
    }

    /** Reads the parameters of {@code $everything} (FHIR R4, Patient 10.1.18.2). */
    private static CompositeQuery everything(MultivaluedMap<String, String> parameters) {
        return parse(parameters, "_type", "_since", OptionalInt.of(MOST));
    }

    private static CompositeQuery parse(
            MultivaluedMap<String, String> parameters, String filter, String since, OptionalInt defaultCount) {
        List<Map.Entry<String, String>> processed = new ArrayList<>();
        List<String> filters = new ArrayList<>();
        parameters.forEach((name, values) -> {
            boolean known = Set.of(filter, since, AS_OF, "_count", "_cursor").contains(name);
            if (!known || (values.size() > 1 && !name.equals(filter))) {
                throw new BadParameter(name, "There is no such parameter here, or it may come once");
            }
            if (name.equals(filter)) {
                values.forEach(value -> filters.addAll(Values.alternatives(name, value)));
            }
            if (!"_cursor".equals(name)) {
                values.forEach(value -> processed.add(Map.entry(name, value)));
            }
        });
        boolean byCategory = "category".equals(filter);
        return new CompositeQuery(
                byCategory ? categories(filters) : EnumSet.noneOf(Category.class),
                byCategory ? Set.of() : types(filters),
                Optional.ofNullable(parameters.getFirst(since)).map(value -> Values.since(since, value)),
                Optional.ofNullable(parameters.getFirst(AS_OF)).map(CompositeQuery::moment),
                Optional.ofNullable(parameters.getFirst("_count"))
                        .map(value -> OptionalInt.of(Values.number("_count", value, 1, MOST)))
                        .orElse(defaultCount),
                Optional.ofNullable(parameters.getFirst("_cursor")),
                processed);
    }

    /** A day is no moment: which of its records would it be? */
    private static Instant moment(String value) {
        if (value.indexOf('T') < 0) {
            throw new BadParameter(AS_OF, "The value is a moment, with its time of day and zone");
        }
        return Values.since(AS_OF, value.replace(' ', '+'));
    }

    private static Set<Category> categories(List<String> codes) {
        Set<Category> categories = EnumSet.noneOf(Category.class);
        for (String code : codes) {
            String plain = code.startsWith(Category.SYSTEM + "|") ? code.substring(Category.SYSTEM.length() + 1) : code;
            categories.add(Category.of(plain)
                    .orElseThrow(() -> new BadParameter("category", "There is no such information category")));
        }
        return categories;
    }

    private static Set<String> types(List<String> names) {
        Set<String> types = new TreeSet<>();
        for (String name : names) {
            if (ItemType.of(name).isEmpty() && !ItemType.DIRECTORY.contains(name) && !ELSEWHERE.contains(name)) {
                throw new BadParameter("_type", "There is no such type in a record");
            }
            types.add(name);
        }
        return types;
    }
}
