package care.weald.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A real Keycloak of the stack's own, with the realm of the partners. */
final class Keycloak {

    static final String NAME = "keycloak";

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final Layout layout;
    private final Secrets secrets;
    private final Child child;
    private final Path home;

    Keycloak(Layout layout, Secrets secrets) {
        this.layout = layout;
        this.secrets = secrets;
        this.child = new Child(layout, NAME);
        this.home = layout.state().resolve(NAME);
    }

    /** Starts it, first making its folder and realm where they are not there yet, and waits until it answers. */
    void start() {
        if (child.running().isEmpty()) {
            try {
                prepare();
            } catch (IOException e) {
                throw new StackProblem("Keycloak cannot be prepared in " + home, e);
            }
            String port = String.valueOf(layout.keycloakPort());
            child.start(
                    List.of(
                            "bash",
                            "bin/kc.sh",
                            "start",
                            "--optimized",
                            "--import-realm",
                            "--http-enabled=true",
                            "--http-host=127.0.0.1",
                            "--http-port=" + port,
                            "--hostname=http://localhost:" + port),
                    environment(),
                    home);
        }
        Waiting.until(URI.create(layout.issuer() + "/.well-known/openid-configuration"), child, PATIENCE);
        forgetImport();
    }

    private void prepare() throws IOException {
        if (Files.exists(home.resolve("ready"))) {
            return;
        }
        Path built = built();
        copy(built, home);
        Secrets.write(home.resolve("data/import/weald-realm.json"), new Realm(layout, secrets).json());
        Files.writeString(home.resolve("ready"), "");
    }

    /** The realm file holds secrets and is not needed once it is imported. */
    private void forgetImport() {
        try {
            Files.deleteIfExists(home.resolve("data/import/weald-realm.json"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path built() throws IOException {
        Path folder;
        try (Stream<Path> unpacked = Files.list(layout.software().resolve(NAME))) {
            folder = unpacked.filter(path -> path.getFileName().toString().startsWith("keycloak-"))
                    .findFirst()
                    .orElseThrow(() -> new StackProblem("Keycloak is not unpacked: build the project first"));
        }
        Path done = folder.resolve("built");
        if (!Files.exists(done)) {
            Path log = layout.log("keycloak-build");
            Files.createDirectories(log.getParent());
            ProcessBuilder builder = new ProcessBuilder("bash", "bin/kc.sh", "build", "--db=dev-file")
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectInput(Redirect.from(Path.of("/dev/null").toFile()))
                    .redirectOutput(log.toFile());
            builder.environment().putAll(environment());
            try {
                if (builder.start().waitFor() != 0) {
                    throw new StackProblem("Keycloak could not be built: see " + log);
                }
            } catch (InterruptedException e) {
                throw Waiting.interrupted(e);
            }
            Files.writeString(done, "");
        }
        return folder;
    }

    private static Map<String, String> environment() {
        return Map.of("JAVA_HOME", System.getProperty("java.home"), "JAVA_OPTS_APPEND", "-XX:TieredStopAtLevel=1");
    }

    /** Copies a folder; the big libraries, which nobody changes, are linked instead. */
    private static void copy(Path from, Path to) throws IOException {
        Path _ = Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                Files.createDirectories(to.resolve(from.relativize(folder)));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Path target = to.resolve(from.relativize(file));
                if (from.relativize(file).startsWith("lib/lib")) {
                    linkOrCopy(file, target);
                } else {
                    Path _ = Files.copy(
                            file, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
                }
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private static void linkOrCopy(Path file, Path target) throws IOException {
        Files.deleteIfExists(target);
        try {
            Path _ = Files.createLink(target, file);
        } catch (IOException | UnsupportedOperationException e) {
            Path _ = Files.copy(file, target);
        }
    }
}
