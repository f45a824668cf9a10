package care.weald.record.item;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ca.uhn.fhir.context.BaseRuntimeChildDefinition;
import ca.uhn.fhir.context.BaseRuntimeDeclaredChildDefinition;
import ca.uhn.fhir.context.FhirContext;
import care.weald.record.category.ItemType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class ElementTableTest {

    private static final Path TABLE = Path.of("src/main/resources/r4-elements.txt");

    @Test
    void theTableIsWhatTheR4ModelSays() throws IOException {
        // Given
        FhirContext context = FhirContext.forR4();
        Set<String> types = new TreeSet<>(ItemType.names());
        types.addAll(ItemType.DIRECTORY);
        // When
        List<String> lines = new ArrayList<>(List.of(
                "# Elements at the top of each FHIR R4 type; written by ElementTableTest from HAPI FHIR's R4 model."));
        types.forEach(type -> lines.add(line(context, type)));
        String table = String.join("\n", lines) + "\n";
        // Then
        if (Boolean.getBoolean("weald.write-table")) {
            Files.writeString(TABLE, table);
        }
        assertEquals(table, Files.readString(TABLE));
    }

    private static String line(FhirContext context, String type) {
        StringBuilder line = new StringBuilder(type);
        for (BaseRuntimeChildDefinition child :
                context.getResourceDefinition(type).getChildrenAndExtension()) {
            String base = child.getElementName().replace("[x]", "");
            boolean required = child.getMin() > 0
                    || base.equals("modifierExtension")
                    || (child instanceof BaseRuntimeDeclaredChildDefinition declared && declared.isModifier());
            String flags = (child.isSummary() ? "s" : "") + (required ? "r" : "");
            for (String name : new TreeSet<>(child.getValidChildNames())) {
                boolean choice = name.length() > base.length() && !name.equals(base + "Resource");
                if (!name.endsWith("Resource") && !name.equals("id") && !name.equals("meta")) {
                    line.append(' ').append(name).append(':').append(flags).append(choice ? ":" + base : "");
                }
            }
        }
        return line.toString();
    }
}
