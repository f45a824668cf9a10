package care.weald.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildTest {

    @TempDir
    private Path folder = Path.of("");

    @Test
    void childIsFoundByItsPidFileAndStopped() {
        // Given
        new Child(layout(), "sleeper").start(List.of("sleep", "60"), Map.of(), folder);
        Child found = new Child(layout(), "sleeper");
        boolean ran = found.running().isPresent();

        // When
        found.stop(Duration.ofSeconds(5));

        // Then
        assertTrue(ran);
        assertFalse(found.running().isPresent());
        assertFalse(found.isExpected());
    }

    @Test
    void childThatDiedIsExpectedAndLeavesItsLastWords() {
        // Given
        Child child = new Child(layout(), "speaker");
        child.start(List.of("sh", "-c", "echo something is wrong; exit 3"), Map.of(), folder);

        // When
        while (child.running().isPresent()) {
            Waiting.aMoment();
        }

        // Then
        assertTrue(child.isExpected());
        assertEquals("something is wrong", child.lastWords());
    }

    private Layout layout() {
        return new Layout(folder, folder, 0);
    }
}
