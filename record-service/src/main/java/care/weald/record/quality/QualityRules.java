package care.weald.record.quality;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Finds the faults of UK Core and PRSB that no reader should be kept from an item for (capabilities.md, R12):
 * {@code quality-rules.json}. What a source has marked as entered in error has none.
 */
public final class QualityRules {

    private static final String FILE = "/quality-rules.json";
    private static final String ENTERED_IN_ERROR = "entered-in-error";
    private static final Map<String, QualityRule> BY_CODE = load();
    private static final Map<String, List<QualityRule>> BY_TYPE = new ConcurrentHashMap<>();

    private QualityRules() {}

    /** The codes of the faults of a resource that passed the structure check. CPU work, some microseconds. */
    public static List<String> faults(String type, JsonNode resource, Instant now) {
        if (isWithdrawn(resource)) {
            return List.of();
        }
        List<String> faults = new ArrayList<>();
        for (QualityRule rule : BY_TYPE.computeIfAbsent(type, QualityRules::of)) {
            if (rule.finds(resource, now)) {
                faults.add(rule.code());
            }
        }
        return faults;
    }

    /** A fault to be told of: its rule, in words without values, and where it is. */
    public record Finding(String code, String name, String says, String place) {}

    /** The same with what is to be told of each. */
    public static List<Finding> findings(String type, JsonNode resource, Instant now) {
        return faults(type, resource, now).stream()
                .flatMap(code -> rule(code).stream())
                .map(rule -> new Finding(rule.code(), rule.name(), rule.says(), rule.place(type)))
                .toList();
    }

    static Optional<QualityRule> rule(String code) {
        return Optional.ofNullable(BY_CODE.get(code));
    }

    private static boolean isWithdrawn(JsonNode resource) {
        return ENTERED_IN_ERROR.equals(resource.path("status").asText())
                || ENTERED_IN_ERROR.equals(
                        resource.at("/verificationStatus/coding/0/code").asText());
    }

    private static List<QualityRule> of(String type) {
        return BY_CODE.values().stream()
                .filter(rule -> rule.types().isEmpty() || rule.types().contains(type))
                .map(rule -> rule.types().isEmpty() ? rule.within(type) : rule)
                .filter(QualityRule::canFind)
                .toList();
    }

    private static Map<String, QualityRule> load() {
        try (InputStream in = QualityRules.class.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new IllegalStateException(FILE + " is missing");
            }
            Map<String, QualityRule> rules = new LinkedHashMap<>();
            new ObjectMapper().readTree(in).forEach(node -> {
                QualityRule rule = rule(node);
                rules.put(rule.code(), rule);
            });
            return rules;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static QualityRule rule(JsonNode node) {
        Set<String> types = texts(node.path("types"));
        List<List<String>> paths = new ArrayList<>();
        node.path("paths").forEach(alternatives -> {
            for (String path : alternatives.asText().split("\\|", -1)) {
                paths.add(List.of(path.split("\\.", -1)));
            }
        });
        return new QualityRule(
                node.path("code").asText(),
                node.path("name").asText(),
                types.contains("*") ? Set.of() : types,
                QualityRule.Check.valueOf(
                        node.path("check").asText().toUpperCase(Locale.ROOT).replace('-', '_')),
                paths,
                texts(node.path("values")),
                node.path("says").asText(),
                node.path("of").asText());
    }

    private static Set<String> texts(JsonNode array) {
        Set<String> texts = new HashSet<>();
        array.forEach(text -> texts.add(text.asText()));
        return texts;
    }
}
