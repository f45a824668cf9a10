package care.weald.record.item;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * What R4 says of the elements at the top of a resource: {@code r4-elements.txt}, a line a type with its elements as
 * {@code name:flags[:choice]}; flags are {@code s} (in the summary) and {@code r} (must be there, or may change the
 * meaning of the rest).
 */
final class ElementTable {

    static final ElementTable R4 = load();

    private final Map<String, Map<String, Element>> types;

    private record Element(String flags, String choice) {}

    private ElementTable(Map<String, Map<String, Element>> types) {
        this.types = types;
    }

    /** Whether the type has an element of this name, or a choice ({@code value}). */
    boolean has(String type, String name) {
        Map<String, Element> elements = types.getOrDefault(type, Map.of());
        return elements.containsKey(name)
                || elements.values().stream().anyMatch(one -> one.choice().equals(name));
    }

    boolean isSummary(String type, String name) {
        return flagged(type, name, 's');
    }

    boolean isRequired(String type, String name) {
        return flagged(type, name, 'r');
    }

    /** Whether one of {@code names} means the element. */
    boolean isNamed(String type, String name, Set<String> names) {
        Element element = types.getOrDefault(type, Map.of()).get(name);
        return names.contains(name) || (element != null && names.contains(element.choice()));
    }

    private boolean flagged(String type, String name, char flag) {
        Element element = types.getOrDefault(type, Map.of()).get(name);
        return element != null && element.flags().indexOf(flag) >= 0;
    }

    private static ElementTable load() {
        Map<String, Map<String, Element>> types = new HashMap<>();
        try (InputStream in = ElementTable.class.getResourceAsStream("/r4-elements.txt")) {
            if (in == null) {
                throw new IllegalStateException("r4-elements.txt is missing");
            }
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split(" ", -1))
                    .forEach(parts -> types.put(parts[0], elements(parts)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new ElementTable(Map.copyOf(types));
    }

    private static Map<String, Element> elements(String[] parts) {
        Map<String, Element> elements = new HashMap<>();
        for (int i = 1; i < parts.length; i++) {
            String[] element = parts[i].split(":", -1);
            elements.put(element[0], new Element(element[1], element.length > 2 ? element[2] : ""));
        }
        return elements;
    }
}
