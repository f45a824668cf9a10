package care.weald.record.structure;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class StructureTableTest {

    private static final Path TABLE = Path.of("src/main/resources/r4-structure.txt");

    @Test
    void theTableIsWhatTheR4ModelSays() throws IOException {
        // When
        String table = new R4Model().table();
        // Then
        if (Boolean.getBoolean("weald.write-table")) {
            Files.writeString(TABLE, table);
        }
        assertEquals(table, Files.readString(TABLE));
    }
}
