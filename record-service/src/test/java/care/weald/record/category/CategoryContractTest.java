package care.weald.record.category;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The code system that the gateway serves is the one that items are labelled with. */
class CategoryContractTest {

    @Test
    void theCodeSystemHasEachCategoryWithItsHeadingAndConfidentiality() throws IOException {
        // When
        JsonNode system = new ObjectMapper()
                .readTree(Path.of("../docs/contracts/information-category.json").toFile());
        // Then
        List<String> concepts = new ArrayList<>();
        system.path("concept")
                .forEach(concept -> concepts.add(String.join(
                        " ",
                        concept.path("code").asText(),
                        concept.path("display").asText(),
                        concept.at("/property/0/valueCode").asText(),
                        concept.at("/property/1/valueCode").asText())));
        assertEquals(Category.SYSTEM, system.path("url").asText());
        assertEquals(
                Stream.of(Category.values())
                        .map(one -> String.join(
                                " ", one.code(), one.title(), one.heading(), String.valueOf(one.confidentiality())))
                        .toList(),
                concepts);
        assertEquals(22, system.path("count").asInt());
    }
}
