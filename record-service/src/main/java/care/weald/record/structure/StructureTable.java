package care.weald.record.structure;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The R4 definitions that {@code r4-structure.txt} holds: a line {@code =Type} (with {@code *} for a resource), then its
 * elements as {@code name min max type [choice] [code|code]}.
 */
final class StructureTable {

    /** One element of a type. {@code choice} is the common name of a value[x], or empty. */
    record Element(
            String name,
            boolean required,
            boolean many,
            String type,
            String choice,
            Set<String> codes,
            boolean isPrimitive) {}

    /** One type; {@code required} has the names of which one of each group must be there. */
    record Type(String name, boolean resource, Map<String, Element> elements, List<List<String>> required) {}

    static final StructureTable R4 = load();

    private final Map<String, Type> types;

    private StructureTable(Map<String, Type> types) {
        this.types = types;
    }

    Optional<Type> resource(String name) {
        return Optional.ofNullable(types.get(name)).filter(Type::resource);
    }

    Type type(String name) {
        Type type = types.get(name);
        if (type == null) {
            throw new IllegalStateException("no such type in r4-structure.txt: " + name);
        }
        return type;
    }

    private static StructureTable load() {
        Map<String, Type> types = new HashMap<>();
        try (InputStream in = StructureTable.class.getResourceAsStream("/r4-structure.txt")) {
            if (in == null) {
                throw new IllegalStateException("r4-structure.txt is missing");
            }
            String name = "";
            List<Element> elements = new ArrayList<>();
            for (String line : new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
                    .lines()
                    .toList()) {
                if (line.startsWith("=")) {
                    add(types, name, elements);
                    name = line.substring(1);
                    elements = new ArrayList<>();
                } else if (!line.startsWith("#")) {
                    elements.add(element(line.split(" ", -1)));
                }
            }
            add(types, name, elements);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new StructureTable(Map.copyOf(types));
    }

    private static Element element(String[] parts) {
        Set<String> codes = parts.length > 5 ? Set.of(parts[5].split("\\|", -1)) : Set.of();
        String choice = parts.length > 4 ? parts[4] : "";
        return new Element(
                parts[0],
                "1".equals(parts[1]),
                "*".equals(parts[2]),
                parts[3],
                choice,
                codes,
                Primitives.NAMES.contains(parts[3]));
    }

    private static void add(Map<String, Type> types, String marked, List<Element> elements) {
        if (marked.isEmpty()) {
            return;
        }
        Map<String, Element> byName = new HashMap<>();
        Map<String, List<String>> required = new HashMap<>();
        for (Element element : elements) {
            byName.put(element.name(), element);
            if (element.required()) {
                String group = element.choice().isEmpty() ? element.name() : element.choice() + "[x]";
                required.computeIfAbsent(group, key -> new ArrayList<>()).add(element.name());
            }
        }
        boolean resource = marked.endsWith("*");
        String name = resource ? marked.substring(0, marked.length() - 1) : marked;
        types.put(name, new Type(name, resource, byName, List.copyOf(required.values())));
    }
}
