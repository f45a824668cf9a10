package care.weald.stack.contracts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Keeps docs/operations/categories.md what the rules and the matrix say; {@code -Ddocs=write} writes it. */
class CategoryTableTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path ROOT = Path.of("..");
    private static final Path FILE = ROOT.resolve("docs/operations/categories.md");
    private static final String RECORD = "record-service/src/main/resources/";
    private static final List<String> CONDITIONS =
            List.of("code", "in", "heading", "any", "system", "icd10", "status", "extension", "has");
    private static final Map<String, String> CLASS_OF = Map.of("N", "N2", "R", "R1", "V", "V");

    private static final String HEAD = """
            # The 22 information categories

            Made from `category-rules.json` and `item-labels.json` of record-service and from the access matrix by
            local-stack's `CategoryTableTest` (`-Ddocs=write`); do not edit.

            When an item comes in, the first rule that fits gives it its category. What its source says in
            `meta.security` may raise how closely it is kept and is never lowered. Classes: N1 identity and
            logistics, N2 clinical, N3 never hidden from who treats (only by a source's own V), R1 restricted by
            nature, V kept from all by default. Who sees what of it: F full, K key facts only, A administrative fields
            only; with a facet where it has a level of its own; a role group that is not named sees nothing, and not
            that there is anything. Each line is proved end to end by the two tests of `CategoriesIT` with its code,
            which compare, for eleven users, what is stored with what `$record`, searches, counts and reads answer;
            `everythingIsWhatTheMatrixLeaves` and `nothingComesAlongThatTheRoleMayNotSee` do so for `$everything` and
            for includes. The rules themselves are tested one by one in `ClassifierTest`.

            | category | resources | what puts it there | class | who sees it | test |
            |---|---|---|---|---|---|
            """;

    @Test
    void theTableIsWhatTheRulesAndTheMatrixSay() throws IOException {
        String table = table();
        if ("write".equals(System.getProperty("docs"))) {
            Files.writeString(FILE, table);
        }

        assertEquals(Files.readString(FILE), table);
    }

    @Test
    void everyCategoryIsReachedAndProved() throws IOException {
        List<String> lines =
                table().lines().filter(line -> line.startsWith("| cat-")).toList();

        assertEquals(22, lines.size());
        lines.forEach(line -> assertTrue(line.contains("`CategoriesIT`"), line));
    }

    private static String table() throws IOException {
        StringBuilder text = new StringBuilder(HEAD);
        Map<String, List<JsonNode>> rules = new TreeMap<>();
        for (JsonNode rule : read(RECORD + "category-rules.json")) {
            rules.computeIfAbsent(rule.path("category").asText(), _ -> new ArrayList<>())
                    .add(rule);
        }
        Map<String, String> seen = whoSees();
        for (JsonNode concept : read("docs/contracts/information-category.json").path("concept")) {
            String code = concept.path("code").asText();
            List<JsonNode> own = rules.getOrDefault(code, List.of());
            text.append("| %s %s | %s | %s | %s | %s | %s |%n"
                    .formatted(
                            code,
                            concept.path("display").asText(),
                            own.isEmpty() ? "Patient (identity-service)" : types(own),
                            own.isEmpty()
                                    ? "being a Patient"
                                    : own.stream().map(CategoryTableTest::rule).collect(Collectors.joining("; ")),
                            classes(concept, own),
                            seen.get(code),
                            "`CategoriesIT` " + (own.isEmpty() ? "`demographicsAreForEverybody`" : "[" + code + "]")));
        }
        labels(text);
        return text.toString();
    }

    private static String types(List<JsonNode> rules) {
        Set<String> types = new TreeSet<>();
        rules.forEach(rule -> types.addAll(List.of(rule.path("type").asText().split(",", -1))));
        boolean any = types.remove("*");
        return String.join(", ", types) + (any ? ", any" : "");
    }

    private static String rule(JsonNode rule) {
        String conditions = CONDITIONS.stream()
                .filter(rule::has)
                .map(name -> name + " "
                        + rule.path(name)
                                .valueStream()
                                .map(value -> "`"
                                        + value.asText()
                                                .replaceFirst("https://fhir.hl7.org.uk/", "…/")
                                                .replace("|", "&#124;")
                                        + "`")
                                .collect(Collectors.joining(" ")))
                .collect(Collectors.joining(" and "));
        String facet = rule.path("facet").asText("");
        return rule.path("type").asText().replace(",", ", ").replace("*", "any")
                + (conditions.isEmpty() ? "" : ": " + conditions)
                + (facet.isEmpty() ? "" : " → facet `" + facet + "`")
                + (rule.has("class") ? " (" + rule.get("class").asText() + ")" : "");
    }

    private static String classes(JsonNode concept, List<JsonNode> rules) {
        String usual = concept.at("/property/1/valueCode").asText();
        Set<String> others = new TreeSet<>();
        rules.forEach(rule -> others.add(rule.path("class").asText(CLASS_OF.get(usual))));
        return others.isEmpty() ? "N1" : String.join(", ", others);
    }

    /** From the generated page of the matrix, by category: each level with its role groups. */
    private static Map<String, String> whoSees() throws IOException {
        List<String> lines = Files.readAllLines(ROOT.resolve("docs/operations/access-matrix.md"));
        List<String> table = lines.subList(lines.indexOf("## Levels"), lines.indexOf("## Job roles"));
        String[] groups = table.stream()
                .filter(line -> line.startsWith("| category"))
                .findFirst()
                .orElseThrow()
                .split(" *\\| *", -1);
        Map<String, String> seen = new TreeMap<>();
        for (String line : table) {
            if (line.startsWith("| cat-")) {
                String[] cells = line.split(" *\\| *", -1);
                Map<String, List<String>> byLevel = new TreeMap<>();
                for (int i = 2; i < cells.length - 1; i++) {
                    byLevel.computeIfAbsent(cells[i], _ -> new ArrayList<>()).add(groups[i]);
                }
                byLevel.remove("–");
                seen.put(
                        cells[1].substring(0, 6),
                        byLevel.entrySet().stream()
                                .map(entry -> String.join(" ", entry.getValue()) + ": " + entry.getKey())
                                .collect(Collectors.joining("<br>")));
            }
        }
        return seen;
    }

    private static void labels(StringBuilder text) throws IOException {
        text.append(
                        "\n## Labels by content\n\nAn item with one of these codes anywhere in it is R, or V where it says so,")
                .append(
                        " and bears the label, in whatever category it\nis, unless it is N3.\n\n| label | | codes | ICD-10")
                .append(" |\n|---|---|---|---|\n");
        for (JsonNode label : read(RECORD + "item-labels.json")) {
            text.append("| %s | %s | %s | %s |%n"
                    .formatted(
                            label.path("label").asText(),
                            label.path("veryRestricted").asBoolean() ? "V" : "R",
                            texts(label.path("codes")),
                            texts(label.path("icd10"))));
        }
    }

    private static String texts(JsonNode array) {
        return array.valueStream().map(JsonNode::asText).collect(Collectors.joining(" "));
    }

    private static JsonNode read(String path) throws IOException {
        return JSON.readTree(ROOT.resolve(path).toFile());
    }
}
