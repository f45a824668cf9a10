package care.weald.consent.support;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The matrix as the tests expect it: the hand-written copy in {@code matrix-2026-01.txt}, and its role codes. */
public final class ExpectedMatrix {

    /** The job role codes of each column. */
    public static final Map<String, List<String>> ROLES = Map.ofEntries(
            Map.entry("Doc", List.of("R8000", "R0050", "R0260", "R0270", "R6200", "R6300")),
            Map.entry("Nur", List.of("R8001", "R8003", "R8016", "R1110", "R0950")),
            Map.entry("MH", List.of("R1981", "R1975", "R1310", "R1300")),
            Map.entry("Amb", List.of("R1070", "R1100")),
            Map.entry("Pha", List.of("R1290")),
            Map.entry(
                    "SW",
                    List.of(
                            "R8014", "R1330", "R1340", "R9565", "R9570", "R9575", "R9515", "R9520", "R9525", "R9530",
                            "R9535")),
            Map.entry("Care", List.of("R1450", "R1460", "R9725")),
            Map.entry("Cler", List.of("R8006", "R8009", "R8010", "R6010", "R6030")),
            Map.entry("Dem", List.of("R5110", "R8013", "R1984")),
            Map.entry("MHA", List.of("R6100")),
            Map.entry("Cit", List.of()),
            Map.entry("Oversight", List.of("R0001", "R5105", "R5100")),
            Map.entry("Analyst", List.of("R1840", "R8012")),
            Map.entry("Support", List.of("R8015")));

    /** One cell of the copy, as written. */
    public record Cell(String category, String group, String text) {

        /** The parts of the text: the level first, then facets and job roles. */
        public List<String> parts() {
            return List.of(text.split(" "));
        }
    }

    private static final List<Cell> CELLS = read();

    private ExpectedMatrix() {}

    /** All 22 × 11 cells. */
    public static List<Cell> cells() {
        return CELLS;
    }

    private static List<Cell> read() {
        try (InputStream in = Objects.requireNonNull(
                ExpectedMatrix.class.getResourceAsStream("/matrix-2026-01.txt"), "matrix-2026-01.txt")) {
            List<String> lines = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#") && !line.isBlank())
                    .toList();
            String[] groups = lines.getFirst().split(" \\| ", -1);
            List<Cell> cells = new ArrayList<>();
            for (String line : lines.subList(1, lines.size())) {
                String[] texts = line.split(" \\| ", -1);
                for (int i = 1; i < texts.length; i++) {
                    cells.add(new Cell(texts[0], groups[i], texts[i]));
                }
            }
            return List.copyOf(cells);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
