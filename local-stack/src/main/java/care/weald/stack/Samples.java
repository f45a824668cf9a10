package care.weald.stack;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.zip.GZIPInputStream;

/** The invented people that ship with the project, as the messages that each organisation's system sends. */
public final class Samples {

    /** The person of the examples: NHS number. */
    public static final String EXAMPLE = "9991000038";

    /** The NHS number's identifier system. */
    public static final String NHS_NUMBER = "https://fhir.nhs.uk/Id/nhs-number";

    private Samples() {}

    /** The messages of one organisation in sending order, each a transaction Bundle; none when it sends nothing. */
    public static List<String> messages(String organisation) {
        String path = "/sample/" + organisation + ".ndjson.gz";
        if (Samples.class.getResource(path) == null) {
            return List.of();
        }
        try (InputStream packed = Objects.requireNonNull(Samples.class.getResourceAsStream(path));
                BufferedReader lines = new BufferedReader(
                        new InputStreamReader(new GZIPInputStream(packed), StandardCharsets.UTF_8))) {
            return lines.lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
