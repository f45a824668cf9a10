package care.weald.record.category;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The first rule of {@code category-rules.json} that fits gives an item its category and facet. */
final class CategoryRules {

    private static final Map<String, List<Rule>> RULES = load();

    private CategoryRules() {}

    /** A rule; an empty set of conditions fits everything. */
    record Rule(
            Set<String> codes,
            Set<String> in,
            Set<String> status,
            Set<String> extensions,
            Category category,
            String facet) {

        boolean fits(ItemFacts facts, Collection<String> extensionUrls) {
            return (codes.isEmpty() || meets(facts.codes(), codes))
                    && (in.isEmpty() || meets(facts.categories(), in))
                    && (status.isEmpty() || meets(facts.clinicalStatus(), status))
                    && (extensions.isEmpty() || extensionUrls.stream().anyMatch(extensions::contains));
        }

        private static boolean meets(List<Token> tokens, Set<String> wanted) {
            return tokens.stream().anyMatch(token -> wanted.contains(token.code()));
        }
    }

    static Optional<Rule> rule(ItemFacts facts, Collection<String> extensionUrls) {
        return RULES.getOrDefault(facts.type().name(), List.of()).stream()
                .filter(rule -> rule.fits(facts, extensionUrls))
                .findFirst();
    }

    private static Map<String, List<Rule>> load() {
        Map<String, List<Rule>> rules = new HashMap<>();
        for (JsonNode node : Data.read("category-rules.json")) {
            Rule rule = new Rule(
                    Set.copyOf(Data.texts(node.path("code"))),
                    Set.copyOf(Data.texts(node.path("in"))),
                    Set.copyOf(Data.texts(node.path("status"))),
                    Set.copyOf(Data.texts(node.path("extension"))),
                    Category.of(node.path("category").asText()).orElseThrow(),
                    node.path("facet").asText(""));
            for (String type : node.path("type").asText().split(",", -1)) {
                rules.computeIfAbsent(type, name -> new ArrayList<>()).add(rule);
            }
        }
        return Map.copyOf(rules);
    }
}
