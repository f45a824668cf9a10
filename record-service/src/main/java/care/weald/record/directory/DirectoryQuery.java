package care.weald.record.directory;

import care.weald.record.item.Crockford;
import care.weald.record.search.BadParameter;
import care.weald.record.search.Values;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** A search of the directory as it was understood. */
record DirectoryQuery(
        List<String> identifiers,
        Optional<String> name,
        Optional<List<UUID>> ids,
        Optional<UUID> after,
        int count,
        List<Map.Entry<String, String>> processed) {

    private static final Set<String> KNOWN = Set.of("identifier", "name", "_id", "_count", "_cursor");

    /** Reads the parameters; one that is not known is refused. */
    static DirectoryQuery parse(MultivaluedMap<String, String> parameters) {
        List<Map.Entry<String, String>> processed = new ArrayList<>();
        parameters.forEach((name, values) -> {
            if (!KNOWN.contains(name) || values.size() > 1) {
                throw new BadParameter(name, "There is no such parameter here, or it may come once");
            }
            if (!"_cursor".equals(name)) {
                processed.add(Map.entry(name, values.getFirst()));
            }
        });
        Optional<List<String>> identifiers = values(parameters, "identifier");
        return new DirectoryQuery(
                identifiers.orElse(List.of()),
                values(parameters, "name").map(names -> names.getFirst().strip().toLowerCase(Locale.ROOT)),
                values(parameters, "_id")
                        .map(ids -> ids.stream()
                                .flatMap(id -> Crockford.decode(id).stream())
                                .toList()),
                values(parameters, "_cursor")
                        .map(cursor -> Crockford.decode(cursor.getFirst())
                                .orElseThrow(() -> new BadParameter("_cursor", "This is no cursor of ours"))),
                values(parameters, "_count")
                        .map(count -> Values.number("_count", count.getFirst(), 1, 1_000))
                        .orElse(50),
                processed);
    }

    private static Optional<List<String>> values(MultivaluedMap<String, String> parameters, String name) {
        return Optional.ofNullable(parameters.getFirst(name)).map(value -> Values.alternatives(name, value));
    }
}
