package care.weald.audit.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import care.weald.audit.support.Peers;
import care.weald.audit.support.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Keeps the table of docs/operations/monitoring.md what the rules are; {@code -Ddocs=write} writes it. */
@QuarkusTest
@TestProfile(Unwatched.class)
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(Peers.class)
class RuleTableTest {

    private static final Path FILE = Path.of("../docs/operations/monitoring.md");
    private static final String MARK = "<!-- rules -->\n";

    @Inject
    Rules rules;

    @Test
    void theTableSaysWhatTheRulesAre() throws IOException {
        String page = Files.readString(FILE);
        int from = page.indexOf(MARK) + MARK.length();
        int until = page.lastIndexOf(MARK);
        String made = page.substring(0, from) + table() + page.substring(until);
        if ("write".equals(System.getProperty("docs"))) {
            Path _ = Files.writeString(FILE, made);
        }

        assertEquals(made, Files.readString(FILE));
    }

    private String table() {
        StringBuilder text = new StringBuilder(
                "| | rule | severity | within | finds | threshold | window |\n|---|---|---|---|---|---|---|\n");
        for (Rule rule : rules.all().await().atMost(Duration.ofSeconds(10))) {
            text.append("| %d | `%s` | %s | %s | %s%s | %s | %s |\n"
                    .formatted(
                            rule.number(),
                            rule.id(),
                            rule.severity(),
                            rule.urgent() ? "a minute" : "half an hour",
                            rule.text(),
                            codes(rule.codes()),
                            threshold(rule),
                            window(rule)));
        }
        return text.toString();
    }

    private static String codes(List<String> codes) {
        return codes.isEmpty() ? "" : " (" + String.join(", ", codes) + ")";
    }

    private static String threshold(Rule rule) {
        String floor = rule.floor().isEmpty() ? "" : "; " + number(rule.least()) + " " + rule.floor();
        return rule.measure().isEmpty() ? "–" : number(rule.threshold()) + " " + rule.measure() + floor;
    }

    private static String number(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }

    private static String window(Rule rule) {
        int minutes = rule.minutes();
        return minutes % 1440 == 0 ? minutes / 1440 + (minutes == 1440 ? " day" : " days") : minutes + " minutes";
    }
}
