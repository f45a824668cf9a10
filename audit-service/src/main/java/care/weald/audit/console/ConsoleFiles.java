package care.weald.audit.console;

import care.weald.audit.log.Leaf;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The console's files, read once when the service starts. The list is closed; the libraries come from their own jars. */
@Startup
@Singleton
class ConsoleFiles {

    /** All of them; the page itself is {@code index.html}. */
    static final Set<String> NAMES = Set.of(
            "index.html",
            "icon.svg",
            "console.css",
            "pico.min.css",
            "keycloak.min.js",
            "chart.umd.js",
            "words.json",
            "console.js",
            "session.js",
            "watch.js",
            "api.js",
            "page.js",
            "words.js",
            "alerts.js",
            "cases.js",
            "events.js",
            "figures.js",
            "log.js",
            "proof.js");

    private final Map<String, ConsoleFile> files = new LinkedHashMap<>();

    ConsoleFiles() {
        NAMES.forEach(name -> files.put(name, read(name)));
    }

    /** A file with the tag that changes when it does. */
    @SuppressWarnings("ArrayRecordComponent") // bytes passed through, never compared
    record ConsoleFile(byte[] bytes, String tag) {}

    /** The file of this name; empty when the console has none. */
    Optional<ConsoleFile> named(String name) {
        return Optional.ofNullable(files.get(name));
    }

    private static ConsoleFile read(String name) {
        try (InputStream in = ConsoleFiles.class.getResourceAsStream("/console/" + name)) {
            if (in == null) {
                throw new IllegalStateException("the console's " + name + " is missing");
            }
            byte[] bytes = in.readAllBytes();
            String hash = HexFormat.of().formatHex(Leaf.sha256(bytes));
            return new ConsoleFile(bytes, "\"" + hash.substring(0, 32) + "\"");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
