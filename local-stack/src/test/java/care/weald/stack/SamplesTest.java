package care.weald.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class SamplesTest {

    @Test
    void everyPersonIsHeldByAtLeastFourOrganisations() {
        // Given
        Map<String, Set<String>> holders = new TreeMap<>();

        // When
        for (Partners.Organisation organisation : Partners.organisations()) {
            for (JsonNode message : messages(organisation.code())) {
                JsonNode patient = message.at("/entry/0/resource");
                if ("Patient".equals(patient.path("resourceType").asText())) {
                    holders.computeIfAbsent(patient.at("/identifier/0/value").asText(), _ -> new TreeSet<>())
                            .add(organisation.code());
                }
            }
        }

        // Then
        assertEquals(11, holders.size());
        holders.forEach((person, held) -> assertTrue(held.size() >= 4, person + " is held by " + held));
    }

    @Test
    void referencesResolveWithinTheirMessage() {
        for (Partners.Organisation organisation : Partners.organisations()) {
            for (JsonNode message : messages(organisation.code())) {
                // Given
                Set<String> present = new HashSet<>();
                message.path("entry")
                        .forEach(entry -> present.add(entry.path("fullUrl").asText()));

                // When
                List<String> dangling = message.findValuesAsText("reference").stream()
                        .filter(reference -> reference.startsWith("urn:uuid:"))
                        .filter(reference -> !present.contains(reference))
                        .toList();

                // Then
                assertEquals(List.of(), dangling, message.path("identifier").toString());
            }
        }
    }

    @Test
    void messagesOfAnOrganisationHaveTheirOwnIds() {
        for (Partners.Organisation organisation : Partners.organisations()) {
            // When
            List<String> ids = new ArrayList<>();
            messages(organisation.code())
                    .forEach(message -> ids.add(message.at("/identifier/value").asText()));

            // Then
            assertEquals(new HashSet<>(ids).size(), ids.size());
        }
    }

    private static List<JsonNode> messages(String organisation) {
        return Samples.messages(organisation).stream().map(Json::read).toList();
    }
}
