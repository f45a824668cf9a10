package care.weald.record.seen;

import care.weald.record.category.Category;
import care.weald.record.permit.Permit;
import care.weald.record.permit.Permit.Scope;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

/** What a permit allowed, as a line of text: interaction, levels, hidden labels, closed categories, organisations. */
final class Terms {

    private static final String BETWEEN = ";";
    private static final int PARTS = 5;

    private Terms() {}

    /** The terms of a permit. Codes have neither comma nor semicolon. */
    static String of(Permit permit) {
        return String.join(
                BETWEEN,
                permit.interaction(),
                list(new TreeMap<>(permit.levels())
                        .entrySet().stream()
                                .map(level -> level.getKey() + "=" + level.getValue())
                                .toList()),
                list(permit.hiddenLabels()),
                list(permit.scope().closed().stream().map(Category::code).toList()),
                list(permit.scope().organisations()));
    }

    /** The permit of these terms, whom they were about. */
    static Permit read(String terms, UUID person, List<UUID> sourcePatients) {
        String[] parts = terms.split(BETWEEN, -1);
        if (parts.length != PARTS) {
            throw new IllegalStateException("terms of another form");
        }
        Map<String, Character> levels = new HashMap<>();
        for (String level : values(parts[1])) {
            levels.put(level.substring(0, level.length() - 2), level.charAt(level.length() - 1));
        }
        Set<Category> closed = values(parts[3]).stream()
                .map(code -> Category.of(code).orElseThrow())
                .collect(Collectors.toSet());
        return new Permit(
                parts[0], person, sourcePatients, levels, values(parts[2]), new Scope(values(parts[4]), closed));
    }

    private static String list(Collection<String> codes) {
        return codes.stream().sorted().collect(Collectors.joining(","));
    }

    private static Set<String> values(String list) {
        return list.isEmpty() ? Set.of() : Arrays.stream(list.split(",", -1)).collect(Collectors.toSet());
    }
}
