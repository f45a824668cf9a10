package care.weald.record.category;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where a clinical resource type keeps what the record has to know: {@code item-types.json}.
 *
 * @param name the FHIR type
 * @param subject path of the reference to the patient
 * @param codes elements that a search by code looks at
 * @param categories elements that a search by category looks at
 * @param dates elements that say when, the best first; {@code a+b} is a period from a to b
 * @param dateElements the same, each element by itself
 */
public record ItemType(
        String name,
        List<String> subject,
        List<String> codes,
        List<String> categories,
        List<String> dates,
        Set<String> dateElements) {

    /** The types that are about nobody and that every partner may look up. */
    public static final Set<String> DIRECTORY =
            Set.of("HealthcareService", "Location", "Medication", "Organization", "Practitioner", "PractitionerRole");

    private static final Map<String, ItemType> TYPES = load();

    public ItemType {
        subject = List.copyOf(subject);
        codes = List.copyOf(codes);
        categories = List.copyOf(categories);
        dates = List.copyOf(dates);
        dateElements = Set.copyOf(dateElements);
    }

    /** The item type of a FHIR type; empty when the record takes none of it. */
    public static Optional<ItemType> of(String name) {
        return Optional.ofNullable(TYPES.get(name));
    }

    /** The names of all item types. */
    public static Set<String> names() {
        return TYPES.keySet();
    }

    private static Map<String, ItemType> load() {
        Map<String, ItemType> types = new HashMap<>();
        for (Map.Entry<String, JsonNode> entry : Data.read("item-types.json").properties()) {
            JsonNode type = entry.getValue();
            List<String> dates = Data.texts(type.path("dates"));
            types.put(
                    entry.getKey(),
                    new ItemType(
                            entry.getKey(),
                            List.of(type.path("subject").asText().split("\\.")),
                            Data.texts(type.path("code")),
                            Data.texts(type.path("category")),
                            dates,
                            dates.stream()
                                    .flatMap(element -> Stream.of(element.split("\\+")))
                                    .collect(Collectors.toUnmodifiableSet())));
        }
        return Map.copyOf(types);
    }
}
