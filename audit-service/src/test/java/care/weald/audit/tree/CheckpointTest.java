package care.weald.audit.tree;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CheckpointTest {

    /** Key and note of the Go checksum database as it stood in 2020: another implementation's signature. */
    private static final NoteKey SUMDB = NoteKey.parse(
                    "sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8")
            .orElseThrow();

    private static final String NOTE = """
            go.sum database tree
            1494956
            Z3+uBq9tXzOHmbYrKvvRR4ZNFHuCaS6LRsgsCGzhKGI=

            \u2014 sum.golang.org Az3grjWm3PBPFsMQzrwNMSTEpYVTS2Ec9SEdWDxPK3yTlNpYOhKxsrW42WBbNzGeNa9UTaOa30IvMRWJTi9MBVMMNwY=
            """;

    @Test
    void aKeyOfAnotherImplementationIsReadAndWrittenAsItIs() {
        assertEquals("sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8", SUMDB.text());
    }

    @Test
    void aNoteForAnotherOriginIsNotTheLogs() {
        assertEquals(Optional.empty(), Checkpoint.open(NOTE, List.of(SUMDB)));
    }

    @ParameterizedTest
    @CsvSource({
        "sum.golang.org+033de0af+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8",
        "sum.golang.org+033de0ae+Ac4zctda0e5eza",
        "sum golang+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8",
        "nothing"
    })
    void whatIsNoKeyIsNotRead(String text) {
        assertEquals(Optional.empty(), NoteKey.parse(text));
    }
}
