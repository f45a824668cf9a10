package care.weald.consent.decision;

import static org.junit.jupiter.api.Assertions.assertEquals;

import care.weald.consent.matrix.AccessMatrix;
import care.weald.consent.matrix.Matrices;
import care.weald.consent.matrix.MatrixContent.Named;
import care.weald.consent.matrix.RoleGroup;
import care.weald.consent.support.Partners;
import care.weald.consent.support.Peers;
import care.weald.consent.support.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Keeps docs/operations/access-matrix.md what the rules and the matrix say; {@code -Ddocs=write} writes it. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(Peers.class)
@QuarkusTestResource(Partners.class)
class DecisionTableTest {

    private static final Path FILE = Path.of("../docs/operations/access-matrix.md");

    @Inject
    Matrices matrices;

    @Test
    void theDecisionTableIsWhatTheRulesSay() throws IOException {
        String table = table(matrices.active().await().indefinitely());
        if ("write".equals(System.getProperty("docs"))) {
            Files.writeString(FILE, table);
        }

        assertEquals(Files.readString(FILE), table);
    }

    private static String table(AccessMatrix matrix) {
        List<String> groups = matrix.content().groups().stream()
                .filter(group -> matrix.content().cells().stream()
                        .anyMatch(cell -> cell.roleGroup().equals(group.code())))
                .map(RoleGroup::code)
                .toList();
        StringBuilder text = new StringBuilder("# Who may see what\n\nMade from the rules and from matrix ")
                .append(matrix.version())
                .append(" by consent-service's `DecisionTableTest`\n(`-Ddocs=write`); do not edit.\n\n")
                .append("## Rules\n\nThe rules of an interaction are asked in this order; the first that does not")
                .append(" hold refuses. `refused` tells the\ncaller so, `absent` looks as if there were no such")
                .append(" person.\n\n| rule | says to the caller | shown |");
        for (Interaction interaction : Interaction.values()) {
            text.append(' ').append(interaction.code()).append(" |");
        }
        text.append("\n|---|---|---|")
                .append("---|".repeat(Interaction.values().length))
                .append('\n');
        rules(text);
        citizens(text);
        levels(text, matrix, groups);
        roles(text, matrix);
        labels(text, matrix);
        return text.toString();
    }

    private static void levels(StringBuilder text, AccessMatrix matrix, List<String> groups) {
        text.append("\n## Levels\n\nF full, K key facts only, A administrative fields only, B after an override only,")
                .append(" – nothing. Facets stand under their category.\n\n| category | ")
                .append(String.join(" | ", groups))
                .append(" |\n|---|")
                .append("---|".repeat(groups.size()))
                .append('\n');
        matrix.content().names().categories().forEach(category -> row(text, matrix, groups, category));
    }

    private static void rules(StringBuilder text) {
        Map<String, Rule> all = new java.util.LinkedHashMap<>();
        for (Interaction first : List.of(
                Interaction.CLAIM,
                Interaction.READ,
                Interaction.DIRECTORY,
                Interaction.FEED,
                Interaction.AUDIT,
                Interaction.PEOPLE,
                Interaction.STEWARD,
                Interaction.MODELS,
                Interaction.QUALITY,
                Interaction.MONITOR,
                Interaction.OVERRIDE,
                Interaction.OBJECT,
                Interaction.OVERRIDES,
                Interaction.ACCESS_LOG,
                Interaction.DISCLOSURE_REVIEW,
                Interaction.EGRESS,
                Interaction.RELEASE,
                Interaction.POLICY)) {
            Chain.rules(first).forEach(rule -> all.putIfAbsent(rule.id(), rule));
        }
        all.forEach((id, rule) -> {
            text.append(
                    "| `%s` | %s | %s |".formatted(id, rule.text(), rule.shown().code()));
            for (Interaction interaction : Interaction.values()) {
                int place =
                        Chain.rules(interaction).stream().map(Rule::id).toList().indexOf(id);
                text.append(place < 0 ? " |" : " " + (place + 1) + " |");
            }
            text.append('\n');
        });
    }

    private static void citizens(StringBuilder text) {
        text.append("\n## Rules for citizens\n\nWhat is not here is decided, and refused, as for staff.\n\n")
                .append("| rule | says to the caller | shown |");
        List<Interaction> own = Arrays.stream(Interaction.values())
                .filter(one -> CitizenChain.rules(one).isPresent())
                .toList();
        own.forEach(one -> text.append(' ').append(one.code()).append(" |"));
        text.append("\n|---|---|---|").append("---|".repeat(own.size())).append('\n');
        Map<String, Rule> all = new java.util.LinkedHashMap<>();
        own.forEach(one -> CitizenChain.rules(one).orElseThrow().forEach(rule -> all.putIfAbsent(rule.id(), rule)));
        all.forEach((id, rule) -> {
            text.append(
                    "| `%s` | %s | %s |".formatted(id, rule.text(), rule.shown().code()));
            for (Interaction one : own) {
                int place = CitizenChain.rules(one).orElseThrow().stream()
                        .map(Rule::id)
                        .toList()
                        .indexOf(id);
                text.append(place < 0 ? " |" : " " + (place + 1) + " |");
            }
            text.append('\n');
        });
    }

    private static void row(StringBuilder text, AccessMatrix matrix, List<String> groups, Named category) {
        text.append("| ")
                .append(category.code())
                .append(' ')
                .append(category.name())
                .append(" |");
        for (String group : groups) {
            String cell = matrix.content().cells().stream()
                    .filter(line -> line.category().equals(category.code())
                            && line.roleGroup().equals(group))
                    .map(line -> (line.facet().isEmpty() ? "" : line.facet().replaceFirst(".*/", "") + " ")
                            + line.level().code().replace("none", "–")
                            + (line.condition().isEmpty() ? "" : " if " + line.condition()))
                    .collect(Collectors.joining("; "));
            text.append(' ').append(cell).append(" |");
        }
        text.append('\n');
    }

    private static void roles(StringBuilder text, AccessMatrix matrix) {
        text.append("\n## Job roles\n\n| role group | kind | job role codes |\n|---|---|---|\n");
        for (RoleGroup group : matrix.content().groups()) {
            String codes = matrix.content().roleGroupOf().entrySet().stream()
                    .filter(entry -> entry.getValue().equals(group.code()))
                    .map(Map.Entry::getKey)
                    .sorted()
                    .collect(Collectors.joining(", "));
            text.append("| %s: %s | %s | %s |%n"
                    .formatted(
                            group.code(), group.name(), group.kind().name().toLowerCase(java.util.Locale.ROOT), codes));
        }
    }

    private static void labels(StringBuilder text, AccessMatrix matrix) {
        text.append("\n## Labels\n\nAn item with one of these labels is shown to these role groups only.\n\n")
                .append("| label | role groups |\n|---|---|\n");
        for (Named label : matrix.content().names().labels()) {
            Set<String> seen = matrix.content().labelGroups().getOrDefault(label.code(), Set.of());
            text.append("| %s %s | %s |%n"
                    .formatted(
                            label.code(),
                            label.name(),
                            seen.isEmpty() ? "nobody" : seen.stream().sorted().collect(Collectors.joining(", "))));
        }
    }
}
