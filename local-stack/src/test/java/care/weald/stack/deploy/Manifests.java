package care.weald.stack.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * The Kubernetes objects of a kustomization: as {@code kubectl} or {@code kustomize} builds them or, where neither is
 * installed, as the files it names hold them, without patches and generated ConfigMaps.
 */
final class Manifests {

    private static final Optional<List<String>> BUILDER = Stream.of(
                    List.of("kubectl", "kustomize"), List.of("kustomize", "build"))
            .filter(command -> onPath(command.getFirst()))
            .findFirst();
    private static final Map<String, List<JsonNode>> BUILT = new ConcurrentHashMap<>();

    private Manifests() {}

    private static boolean onPath(String binary) {
        String path = System.getenv("PATH");
        return path != null
                && Stream.of(path.split(":"))
                        .anyMatch(folder -> Files.isExecutable(Path.of(folder).resolve(binary)));
    }

    /** Whether {@link #of} applies patches and generators. */
    static boolean areBuilt() {
        return BUILDER.isPresent();
    }

    /** Every folder that can be built by itself. */
    static List<String> kustomizations() {
        return Repository.files("k8s", "kustomization.yaml").stream()
                .filter(file -> Repository.documents(Repository.read(file))
                        .getFirst()
                        .path("kind")
                        .asText()
                        .equals("Kustomization"))
                .map(file -> Repository.relative(file.resolveSibling("")))
                .toList();
    }

    static List<JsonNode> of(String folder) {
        return BUILT.computeIfAbsent(
                folder,
                name -> BUILDER.map(command -> build(command, name))
                        .orElseGet(() -> named(Repository.path(name)).toList()));
    }

    /** Our services as {@code folder} runs them: Deployments, and the gateway, whose replicas each have a disk. */
    static List<JsonNode> services(String folder) {
        return Stream.of("Deployment", "StatefulSet")
                .flatMap(kind -> of(folder, kind).stream())
                .filter(object -> Repository.SERVICES.contains(name(object)))
                .toList();
    }

    static List<JsonNode> of(String folder, String kind) {
        return of(folder).stream().filter(object -> kind(object).equals(kind)).toList();
    }

    static String kind(JsonNode object) {
        return object.path("kind").asText();
    }

    static String name(JsonNode object) {
        return object.at("/metadata/name").asText();
    }

    private static List<JsonNode> build(List<String> command, String folder) {
        try {
            Path log = Files.createTempFile("kustomize", ".log");
            Process process = new ProcessBuilder(
                            command.get(0),
                            command.get(1),
                            Repository.path(folder).toString())
                    .redirectError(log.toFile())
                    .start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new AssertionError(folder + " does not build: " + Files.readString(log));
            }
            Files.delete(log);
            return Repository.documents(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Stream<JsonNode> named(Path folder) {
        JsonNode kustomization = Repository.documents(Repository.read(folder.resolve("kustomization.yaml")))
                .getFirst();
        return Stream.of("resources", "components")
                .flatMap(key -> Repository.texts(kustomization.path(key)).stream())
                .map(name -> folder.resolve(name).normalize())
                .flatMap(at -> Files.isDirectory(at) ? named(at) : Repository.documents(Repository.read(at)).stream());
    }
}
