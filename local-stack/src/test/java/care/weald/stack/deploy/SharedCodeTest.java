package care.weald.stack.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What two services have in common by the line is named in ADR 0002. */
class SharedCodeTest {

    private static final int RUN = 25;
    private static final String DECISION = "docs/adr/0002-services-share-only-tokens.md";

    /** Where a run of lines was first seen. */
    private record Place(String service, String type) {}

    private static List<String> lines(Path file) {
        return Repository.read(file)
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("import ") && !line.startsWith("package "))
                .toList();
    }

    private static String type(Path file) {
        return file.getFileName().toString().replace(".java", "");
    }

    @Test
    void everyLongRunOfLinesInTwoServicesIsNamed() {
        // Given
        String decision = Repository.read(DECISION);
        Map<List<String>, Place> seen = new HashMap<>();
        Set<String> unnamed = new TreeSet<>();
        // When
        for (String service : Repository.SERVICES) {
            for (Path file : Repository.files(service + "/src", ".java")) {
                List<String> lines = lines(file);
                for (int i = 0; i + RUN <= lines.size(); i++) {
                    Place first = seen.putIfAbsent(lines.subList(i, i + RUN), new Place(service, type(file)));
                    if (first != null && !first.service().equals(service)) {
                        Stream.of(first.type(), type(file))
                                .filter(name -> !decision.contains("`" + name + "`"))
                                .forEach(name -> unnamed.add(name + ": " + first.service() + ", " + service));
                    }
                }
            }
        }
        // Then
        assertEquals(Set.of(), unnamed);
    }

    @Test
    void everyNamedCopyIsThere() {
        List<String> types = Repository.SERVICES.stream()
                .flatMap(service -> Repository.files(service + "/src", ".java").stream())
                .map(SharedCodeTest::type)
                .toList();
        List<String> gone = Pattern.compile("`([A-Z][A-Za-z]+)`")
                .matcher(Repository.read(DECISION))
                .results()
                .map(found -> found.group(1))
                .filter(name -> types.stream().filter(name::equals).count() < 2)
                .toList();
        assertEquals(List.of(), gone);
    }
}
