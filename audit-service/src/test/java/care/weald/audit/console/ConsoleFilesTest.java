package care.weald.audit.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ConsoleFilesTest {

    private static final ConsoleFiles FILES = new ConsoleFiles();
    private static final Set<String> LIBRARIES = Set.of("pico.min.css", "keycloak.min.js", "chart.umd.js");
    private static final Pattern OUTSIDE = Pattern.compile("https?://(?!www\\.w3\\.org/2000/svg)[a-z.]+");
    private static final Pattern MADE_OF_MARKUP =
            Pattern.compile("innerHTML|outerHTML|insertAdjacentHTML|document\\.write|\\beval\\(|new Function");
    private static final Pattern IMPORT = Pattern.compile("from \"\\./([a-z-]+\\.js)\"");
    private static final Pattern LOADED = Pattern.compile("(?:href|src)=\"/console/([^\"]+)\"");

    static List<String> own() {
        return ConsoleFiles.NAMES.stream()
                .filter(name -> !LIBRARIES.contains(name))
                .sorted()
                .toList();
    }

    private static String text(String name) {
        return new String(FILES.named(name).orElseThrow().bytes(), StandardCharsets.UTF_8);
    }

    private static Set<String> found(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(MatchResult::group).collect(Collectors.toCollection(TreeSet::new));
    }

    @ParameterizedTest
    @MethodSource("own")
    void nothingIsAskedOfTheOutside(String name) {
        Set<String> outside = found(OUTSIDE, text(name));

        // the two systems of identifiers are names, which nothing is asked of
        outside.removeAll(Set.of("https://weald.care", "https://fhir.nhs.uk", "http://www.w.org"));
        assertEquals(Set.of(), outside);
    }

    @ParameterizedTest
    @MethodSource("own")
    void thePageIsNeverMadeOfMarkup(String name) {
        assertEquals(Set.of(), found(MADE_OF_MARKUP, text(name)));
    }

    @ParameterizedTest
    @MethodSource("own")
    void whatIsImportedIsThere(String name) {
        IMPORT.matcher(text(name))
                .results()
                .forEach(found -> assertTrue(ConsoleFiles.NAMES.contains(found.group(1)), found.group()));
    }

    @Test
    void thePageHasNoScriptOrStyleOfItsOwn() {
        String page = text("index.html");

        assertEquals(Set.of(), found(Pattern.compile("<style|style=|\\son[a-z]+=|<script(?![^>]* src=)"), page));
        LOADED.matcher(page)
                .results()
                .forEach(found -> assertTrue(ConsoleFiles.NAMES.contains(found.group(1)), found.group()));
    }

    @Test
    void tokensAreKeptInMemoryAlone() {
        String session = text("session.js");

        assertFalse(session.contains("localStorage"));
        assertFalse(Pattern.compile("setItem\\([^)]*token").matcher(session).find());
    }
}
