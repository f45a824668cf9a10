package care.weald.record.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.RuntimeSearchParam;
import care.weald.record.category.ItemType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The search parameters that the contract names are those that are searched, and R4 defines each for its type. */
class SearchContractTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path CONTRACT = Path.of("../docs/contracts/search-parameters.json");

    @Test
    void theContractIsWhatIsSearched() throws IOException {
        assertEquals(table(), Files.readString(CONTRACT));
    }

    @Test
    void everyParameterIsOneThatR4DefinesForItsType() throws IOException {
        FhirContext context = FhirContext.forR4();
        for (Map.Entry<String, JsonNode> type : JSON.readTree(table()).properties()) {
            var definition = context.getResourceDefinition(type.getKey());
            type.getValue().path("parameters").properties().forEach(parameter -> {
                String name = parameter.getKey();
                RuntimeSearchParam known = definition.getSearchParam(name);
                if (!name.startsWith("_")) {
                    assertNotNull(known, type.getKey() + " " + name);
                    assertEquals(
                            parameter.getValue().asText(), known.getParamType().getCode(), type.getKey() + " " + name);
                }
            });
            type.getValue().path("include").properties().forEach(include -> {
                String[] reference = include.getKey().split(":", 2);
                assertEquals(type.getKey(), reference[0]);
                assertEquals(
                        "reference",
                        definition.getSearchParam(reference[1]).getParamType().getCode());
            });
        }
    }

    /** The table as the contract has it: a line a type. */
    private static String table() throws IOException {
        Map<String, Map<String, String>> reverse = new TreeMap<>();
        for (String name : ItemType.names()) {
            ItemType.of(name)
                    .orElseThrow()
                    .references()
                    .forEach(reference -> reverse.computeIfAbsent(reference.type(), key -> new TreeMap<>())
                            .put(name + ":" + reference.name(), name));
        }
        Map<String, String> lines = new TreeMap<>();
        for (String name : new TreeSet<>(ItemType.names())) {
            ObjectNode type = JSON.createObjectNode();
            type.set("parameters", JSON.valueToTree(parameters(ItemType.of(name).orElseThrow())));
            Map<String, String> include = new TreeMap<>();
            ItemType.of(name)
                    .orElseThrow()
                    .references()
                    .forEach(reference -> include.put(name + ":" + reference.name(), reference.type()));
            type.set("include", JSON.valueToTree(include));
            type.set("revinclude", JSON.valueToTree(reverse.getOrDefault(name, Map.of())));
            lines.put(name, "  \"" + name + "\": " + JSON.writeValueAsString(type));
        }
        return lines.values().stream().collect(Collectors.joining(",\n", "{\n", "\n}\n"));
    }

    private static Map<String, String> parameters(ItemType type) {
        Map<String, String> parameters = new TreeMap<>(
                Map.of("patient", "reference", "_id", "token", "_lastUpdated", "date", "_security", "token"));
        type.tokens().keySet().forEach(name -> parameters.put(name, "token"));
        type.further().keySet().forEach(name -> parameters.put(name, "token"));
        type.times().forEach(time -> parameters.put(time.name(), "date"));
        type.references().stream()
                .map(ItemType.ReferenceParameter::name)
                .filter(SearchParameter.REFERENCES::contains)
                .forEach(name -> parameters.put(name, "reference"));
        return parameters;
    }
}
