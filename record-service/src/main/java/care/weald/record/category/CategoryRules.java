package care.weald.record.category;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The first rule of {@code category-rules.json} that fits gives an item its category, facet and class. */
final class CategoryRules {

    private static final String EVERY_TYPE = "*";
    private static final Map<String, List<Rule>> RULES = load();
    private static final Map<String, List<Category>> CATEGORIES = RULES.entrySet().stream()
            .collect(Collectors.toUnmodifiableMap(
                    Map.Entry::getKey,
                    type -> type.getValue().stream()
                            .map(Rule::category)
                            .distinct()
                            .toList()));

    private CategoryRules() {}

    /** Where an item goes and how closely it is kept, if the conditions hold. */
    record Rule(RuleCondition when, Category category, String facet, Sensitivity sensitivity, Set<String> labels) {

        Rule {
            labels = Set.copyOf(labels);
        }
    }

    static Optional<Rule> rule(ItemFacts facts, JsonNode resource) {
        return RULES.getOrDefault(facts.type().name(), List.of()).stream()
                .filter(rule -> rule.when().holds(facts, resource))
                .findFirst();
    }

    /** The categories that items of a type can have by a rule, which a source's own label may add to. */
    static List<Category> categories(String type) {
        return CATEGORIES.getOrDefault(type, List.of());
    }

    private static Map<String, List<Rule>> load() {
        Map<String, List<Rule>> rules = new HashMap<>();
        for (JsonNode node : Data.read("category-rules.json")) {
            Category category = Category.of(node.path("category").asText()).orElseThrow();
            Rule rule = new Rule(
                    RuleCondition.of(node),
                    category,
                    node.path("facet").asText(""),
                    node.has("class") ? Sensitivity.valueOf(node.get("class").asText()) : Sensitivity.of(category),
                    Set.copyOf(Data.texts(node.path("labels"))));
            String types = node.path("type").asText();
            for (String type : EVERY_TYPE.equals(types) ? ItemType.names() : List.of(types.split(",", -1))) {
                rules.computeIfAbsent(type, name -> new ArrayList<>()).add(rule);
            }
        }
        return Map.copyOf(rules);
    }
}
