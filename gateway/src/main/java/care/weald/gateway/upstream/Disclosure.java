package care.weald.gateway.upstream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What an answer discloses ({@code Weald-Disclosure}).
 *
 * @param categories information categories shown
 * @param items items shown
 * @param withheld items that the permit kept back
 * @param organisations ODS codes of the organisations whose items are shown
 * @param persons ids of everybody who is shown, where the request is not about one person
 */
public record Disclosure(
        Set<String> categories, int items, int withheld, Set<String> organisations, Set<String> persons) {

    /** Nothing. */
    public static final Disclosure NOTHING = new Disclosure(Set.of(), 0, 0, Set.of(), Set.of());

    private static final ObjectMapper JSON = new ObjectMapper();

    public Disclosure {
        categories = Set.copyOf(categories);
        organisations = Set.copyOf(organisations);
        persons = Set.copyOf(persons);
    }

    /** Reads the header; nothing when it is empty or no JSON. */
    static Disclosure parse(String header) {
        if (header.isEmpty()) {
            return NOTHING;
        }
        try {
            JsonNode json = JSON.readTree(header);
            return new Disclosure(
                    strings(json.path("categories")),
                    json.path("items").asInt(),
                    json.path("withheld").asInt(),
                    strings(json.path("organisations")),
                    strings(json.path("persons")));
        } catch (IOException e) {
            return NOTHING;
        }
    }

    /** The people of it: what is told of an answer that shows nothing. */
    Disclosure personsAlone() {
        return new Disclosure(Set.of(), 0, 0, Set.of(), persons);
    }

    private static Set<String> strings(JsonNode array) {
        List<String> values = new ArrayList<>();
        array.forEach(value -> values.add(value.asText()));
        return Set.copyOf(values);
    }

    /** Both together. */
    public Disclosure plus(Disclosure other) {
        return new Disclosure(
                union(categories, other.categories),
                items + other.items,
                withheld + other.withheld,
                union(organisations, other.organisations),
                union(persons, other.persons));
    }

    private static Set<String> union(Collection<String> one, Collection<String> two) {
        Set<String> both = new TreeSet<>(one);
        both.addAll(two);
        return both;
    }
}
