package care.weald.audit.tree;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckpointTest {

    /** The verifier key of Go's checksum database: another implementation's form and key id. */
    private static final String SUMDB = "sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8";

    @TempDir
    Path folder;

    private final Checkpoint head = Checkpoint.of("record.example.org/fhir", 7, new byte[32]);

    @Test
    void aKeyOfAnotherImplementationIsReadAndWrittenAsItIs() {
        assertEquals(Optional.of(SUMDB), NoteKey.parse(SUMDB).map(NoteKey::text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sum.golang.org+033de0af+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8",
                "sum.golang.org+033de0ae+Ac4zctda0e5eza",
                "sum golang+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8",
                "nothing"
            })
    void whatIsNoKeyIsNotRead(String text) {
        assertEquals(Optional.empty(), NoteKey.parse(text));
    }

    @Test
    void theFirstKeyIsMadeAndItsSignatureHoldsForTheVeryTextAlone() {
        LogKeys keys = keys("record.example.org/fhir");

        String note = keys.sign(head);

        assertEquals(Optional.of(head), Checkpoint.open(note, keys.known()));
        assertEquals(Optional.empty(), Checkpoint.open(note.replace("\n7\n", "\n8\n"), keys.known()));
        assertEquals(Optional.empty(), Checkpoint.open(note.replace("\n\n", "\n"), keys.known()));
        assertEquals(Optional.empty(), Checkpoint.open(note, List.of()));
        assertEquals(
                Optional.empty(),
                Checkpoint.open(note, NoteKey.parse(SUMDB).stream().toList()));
    }

    @Test
    void aKeySignsForItsOwnLogAlone() {
        LogKeys keys = keys("record.example.org/fhir");

        String note = keys.sign(Checkpoint.of("other.example.org", 7, new byte[32]));

        assertEquals(Optional.empty(), Checkpoint.open(note, keys.known()));
    }

    @Test
    void theKeyIsTheSameAtTheNextStart() {
        assertEquals(
                keys("record.example.org/fhir").known().getFirst().text(),
                keys("record.example.org/fhir").known().getFirst().text());
    }

    @Test
    void whileAKeyIsSucceededBothSign() throws IOException {
        // Given the log's key, and another of its name in the same folder
        List<NoteKey> first = keys("record.example.org/fhir").known();
        Path other = Files.createDirectory(folder.resolve("other"));
        List<NoteKey> second = keys(other, "record.example.org/fhir").known();
        try (var made = Files.newDirectoryStream(other, "*.notekey")) {
            for (Path file : made) {
                Path _ = Files.copy(file, folder.resolve(file.getFileName()));
            }
        }
        // When a head is signed
        String note = keys("record.example.org/fhir").sign(head);
        // Then who knows one of them can verify it
        assertEquals(Optional.of(head), Checkpoint.open(note, first));
        assertEquals(Optional.of(head), Checkpoint.open(note, second));
    }

    @Test
    void aKeyOfAnotherLogIsNotUsed() {
        LogKeys _ = keys("other.example.org");

        assertEquals(
                List.of("record.example.org/fhir"),
                keys("record.example.org/fhir").known().stream()
                        .map(NoteKey::name)
                        .toList());
    }

    @Test
    void aFileThatIsNoKeyIsNotPassedOver() throws IOException {
        Path _ = Files.writeString(folder.resolve("x.notekey"), SUMDB + "\nAAAA\n");

        assertThrows(IllegalStateException.class, () -> keys("sum.golang.org"));
    }

    private LogKeys keys(String origin) {
        return keys(folder, origin);
    }

    private static LogKeys keys(Path folder, String origin) {
        LogKeys keys = new LogKeys(new TreeConfig() {
            @Override
            public Optional<String> origin() {
                return Optional.of(origin);
            }

            @Override
            public URI publicBase() {
                return URI.create("https://record.example.org/fhir");
            }

            @Override
            public Path keyDirectory() {
                return folder;
            }

            @Override
            public int turn() {
                return 1;
            }
        });
        keys.refresh();
        return keys;
    }
}
