package care.weald.record.category;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
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
 * @param tokens the token parameters that R4 gives the type and the record answers, and what each looks at
 * @param times its date parameters, at most two; the first looks at elements that every level shows
 * @param references its reference parameters, which are what may be included too
 * @param further token parameters of elements that only the whole item shows, and the paths of these
 * @param attachments paths of the elements that hold a document
 */
public record ItemType(
        String name,
        List<String> subject,
        List<String> codes,
        List<String> categories,
        List<String> dates,
        Set<String> dateElements,
        Map<String, Column> tokens,
        List<TimeParameter> times,
        List<ReferenceParameter> references,
        Map<String, List<String>> further,
        List<List<String>> attachments) {

    /** What a token parameter looks at. */
    public enum Column {
        CODE,
        CATEGORY,
        STATUS,
        CLINICAL_STATUS,
        IDENTIFIER,
        SECURITY
    }

    /** A date parameter and its elements, the best first. */
    public record TimeParameter(String name, List<String> elements) {

        /** Whether every level shows these elements, and not the whole item alone. */
        public boolean isShownAlways() {
            return elements.stream().noneMatch(element -> element.indexOf('.') >= 0);
        }
    }

    /** A reference parameter: the path of its element and the one type that it leads to here. */
    public record ReferenceParameter(String name, List<String> path, String type) {}

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
        tokens = Map.copyOf(tokens);
        times = List.copyOf(times);
        references = List.copyOf(references);
        further = Map.copyOf(further);
        attachments = List.copyOf(attachments);
    }

    /** The item type of a FHIR type; empty when the record takes none of it. */
    public static Optional<ItemType> of(String name) {
        return Optional.ofNullable(TYPES.get(name));
    }

    /** The names of all item types. */
    public static Set<String> names() {
        return TYPES.keySet();
    }

    /** The reference parameter of this name. */
    public Optional<ReferenceParameter> reference(String parameter) {
        return references.stream().filter(one -> one.name().equals(parameter)).findFirst();
    }

    private static Map<String, ItemType> load() {
        Map<String, ItemType> types = new HashMap<>();
        Data.read("item-types.json").properties().forEach(entry -> types.put(entry.getKey(), type(entry)));
        return Map.copyOf(types);
    }

    private static ItemType type(Map.Entry<String, JsonNode> entry) {
        JsonNode type = entry.getValue();
        List<String> dates = Data.texts(type.path("dates"));
        Map<String, Column> tokens = new HashMap<>();
        type.path("tokens")
                .properties()
                .forEach(token ->
                        tokens.put(token.getKey(), column(token.getValue().asText())));
        List<TimeParameter> times = new ArrayList<>();
        type.path("times")
                .forEach(time ->
                        times.add(new TimeParameter(time.path("name").asText(), Data.texts(time.path("elements")))));
        List<ReferenceParameter> references = new ArrayList<>();
        type.path("references")
                .forEach(one -> references.add(new ReferenceParameter(
                        one.path("name").asText(),
                        path(one.path("path").asText()),
                        one.path("type").asText())));
        Map<String, List<String>> further = new HashMap<>();
        type.path("further")
                .properties()
                .forEach(one -> further.put(one.getKey(), path(one.getValue().asText())));
        return new ItemType(
                entry.getKey(),
                path(type.path("subject").asText()),
                Data.texts(type.path("code")),
                Data.texts(type.path("category")),
                dates,
                dates.stream()
                        .flatMap(element -> Stream.of(element.split("\\+")))
                        .collect(Collectors.toUnmodifiableSet()),
                tokens,
                times,
                references,
                further,
                Data.texts(type.path("attachments")).stream()
                        .map(ItemType::path)
                        .toList());
    }

    private static List<String> path(String dotted) {
        return List.of(dotted.split("\\."));
    }

    private static Column column(String name) {
        return Column.valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
