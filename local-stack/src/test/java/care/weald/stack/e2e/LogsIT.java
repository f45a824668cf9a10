package care.weald.stack.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import care.weald.stack.Json;
import care.weald.stack.Partners;
import care.weald.stack.Samples;
import care.weald.stack.Service;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Runs last: nothing that the other tests made the services do may have left a person in a log. */
@ExtendWith(RunningStack.class)
@Order(Integer.MAX_VALUE)
class LogsIT {

    private static final int SHORTEST_NAME = 5;

    @Test
    void logsNameNobody() throws IOException {
        // Given
        Set<String> secrets = identifying();
        List<Path> logs = Stream.concat(
                        Stream.of(Service.values()).map(Service::label), Stream.of("postgres", "keycloak"))
                .map(RunningStack.LAYOUT::log)
                .toList();

        // When
        Set<String> found = new TreeSet<>();
        for (Path log : logs) {
            String text = Files.readString(log);
            secrets.stream().filter(text::contains).forEach(secret -> found.add(secret + " in " + log.getFileName()));
        }

        // Then
        assertTrue(secrets.size() > 40, "the samples give " + secrets.size());
        assertEquals(Set.of(), found);
    }

    /** NHS numbers, local numbers, family names and birth dates of all sample people and of the tests' own. */
    private static Set<String> identifying() {
        Set<String> all = new TreeSet<>(
                Set.of("Testperson", "Zebedee", "1961-03-04", Person.NOBODY, Person.WRONG, "9991001018", "9991001034"));
        for (Partners.Organisation organisation : Partners.organisations()) {
            for (String message : Samples.messages(organisation.code())) {
                JsonNode patient = Json.read(message).at("/entry/0/resource");
                if ("Patient".equals(Api.type(patient))) {
                    patient.path("identifier")
                            .forEach(id -> all.add(id.path("value").asText()));
                    all.add(patient.path("birthDate").asText());
                    String family = patient.at("/name/0/family").asText();
                    if (family.length() >= SHORTEST_NAME) {
                        all.add(family);
                    }
                }
            }
        }
        return all;
    }
}
