package care.weald.identity.bulk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Files cut into lines, however they come in. */
class LineSplitterTest {

    private static List<Part> split(LineSplitter splitter, byte[] file, SplittableRandom random) {
        List<Part> parts = new ArrayList<>();
        for (int from = 0; from < file.length; ) {
            int to = Math.min(file.length, from + 1 + random.nextInt(40));
            parts.addAll(splitter.add(Buffer.buffer().appendBytes(file, from, to - from)));
            from = to;
        }
        parts.addAll(splitter.rest());
        return parts;
    }

    private static List<String> lines(List<Part> parts) {
        List<String> lines = new ArrayList<>();
        for (Part part : parts) {
            Chunk chunk = Chunk.of(part, 0, 1_000);
            for (int i = 0; i < chunk.lines().size(); i++) {
                lines.add(
                        chunk.numbers().get(i) + ":" + new String(chunk.lines().get(i), StandardCharsets.UTF_8));
            }
        }
        return lines;
    }

    @Test
    void linesAreTheSameHoweverTheFileComesIn() {
        SplittableRandom random = new SplittableRandom(11);
        for (int round = 0; round < 200; round++) {
            List<String> expected = new ArrayList<>();
            StringBuilder file = new StringBuilder();
            for (int line = 1; line <= 1 + random.nextInt(30); line++) {
                String text = "é".repeat(random.nextInt(12));
                file.append(text).append('\n');
                if (!text.isEmpty()) {
                    expected.add(line + ":" + text);
                }
            }
            if (random.nextBoolean()) {
                file.setLength(file.length() - 1);
            }

            List<Part> parts = split(
                    new LineSplitter(1 + random.nextInt(8), 100),
                    file.toString().getBytes(StandardCharsets.UTF_8),
                    random);

            assertEquals(expected, lines(parts));
        }
    }

    @Test
    void aLineThatIsTooLongIsNotKeptAndKeepsItsNumber() {
        LineSplitter splitter = new LineSplitter(10, 5);

        List<Part> parts = split(
                splitter, "12345\n123456\nab\n1234567890".getBytes(StandardCharsets.UTF_8), new SplittableRandom(3));

        assertEquals(List.of("1:12345", "3:ab"), lines(parts));
        assertEquals(List.of(2L, 4L), parts.getFirst().overlong());
        assertEquals(4, parts.getFirst().last());
    }

    @Test
    void whiteSpaceAloneIsBlank() {
        LineSplitter splitter = new LineSplitter(10, 50);

        List<Part> parts = split(splitter, "\n \r\n\t\n".getBytes(StandardCharsets.UTF_8), new SplittableRandom(3));

        assertTrue(splitter.isBlank());
        assertEquals(List.of(), lines(parts));
        assertEquals(3, parts.getLast().last());
    }

    @Test
    void aPartIsReadOnFromWhereItWas() {
        LineSplitter splitter = new LineSplitter(10, 50);
        Part part = split(splitter, "a\n\nb\nc\n".getBytes(StandardCharsets.UTF_8), new SplittableRandom(5))
                .getFirst();

        Chunk chunk = Chunk.of(part, 1, 1);

        assertEquals(List.of(3L), chunk.numbers());
        assertEquals(3, chunk.end());
    }
}
