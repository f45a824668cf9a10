package care.weald.stack.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Pages that point somewhere point at something; every alert has its runbook; decisions are numbered. */
class PagesTest {

    private static final Pattern LINK = Pattern.compile("\\]\\((?!https?:|#|mailto:)([^)#\\s]+)");
    private static final String RUNBOOKS = "docs/operations/runbooks";

    private static List<Path> pages(String folder) {
        return Repository.files(folder, ".md");
    }

    @Test
    void everyLinkLeadsToAFile() {
        List<String> broken = new ArrayList<>();
        for (Path page : pages("")) {
            LINK.matcher(Repository.read(page))
                    .results()
                    .map(link -> link.group(1))
                    .filter(link -> !Files.exists(page.resolveSibling(link).normalize()))
                    .forEach(link -> broken.add(Repository.relative(page) + " -> " + link));
        }
        assertEquals(List.of(), broken);
    }

    @Test
    void everyAlertHasARunbookAndEveryRunbookAnAlert() {
        Set<String> named = new TreeSet<>();
        JsonNode rules = Repository.documents(Repository.read("k8s/components/monitoring/alerts.yaml"))
                .getFirst()
                .at("/spec/groups/0/rules");
        for (JsonNode rule : rules) {
            String runbook = rule.at("/annotations/runbook_url").asText();
            named.add(runbook);
            assertTrue(
                    Repository.read(runbook)
                            .startsWith("# " + rule.path("alert").asText() + "\n"),
                    runbook);
            assertTrue(rule.at("/labels/severity").asText().matches("critical|warning|info"));
        }
        Set<String> written = new TreeSet<>();
        pages(RUNBOOKS).stream()
                .map(Repository::relative)
                .filter(page -> !page.endsWith("README.md"))
                .forEach(written::add);
        assertEquals(written, named);
    }

    @Test
    void everyDecisionIsNumberedListedAndWhole() {
        String index = Repository.read("docs/adr/README.md");
        List<Path> decisions = pages("docs/adr").stream()
                .filter(page -> !page.endsWith("README.md"))
                .toList();
        for (int i = 0; i < decisions.size(); i++) {
            String file = decisions.get(i).getFileName().toString();
            String number = String.format("%04d", i + 1);
            String text = Repository.read(decisions.get(i));
            assertTrue(file.startsWith(number + "-"), file);
            assertTrue(text.startsWith("# " + number + ": "), file);
            assertTrue(index.contains("(" + file + ")"), file);
            assertTrue(text.lines().count() <= 60, file);
            List<String> parts = Pattern.compile("(?m)^## (.+)$")
                    .matcher(text)
                    .results()
                    .map((MatchResult part) -> part.group(1))
                    .toList();
            assertEquals(List.of("Context", "Options", "Outcome", "Consequences"), parts, file);
        }
    }

    @Test
    void manifestsKeepToTheirSizes() {
        Repository.SERVICES.forEach(service ->
                assertTrue(Repository.lines("k8s/base/" + service + ".yaml").size() <= 120, service));
        assertTrue(Repository.lines("docker-compose.yml").size() <= 150);
    }
}
