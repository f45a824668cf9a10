package care.weald.stack.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every kustomization builds, and what it builds is what the API takes. */
class KustomizationTest {

    static List<String> kustomizations() {
        return Manifests.kustomizations();
    }

    private static JsonNode deployment() {
        return Manifests.of("k8s/base", "Deployment").getFirst().deepCopy();
    }

    @ParameterizedTest
    @MethodSource("kustomizations")
    void everyObjectHasOnlyKnownFieldsOfTheRightType(String folder) {
        List<String> faults = Manifests.of(folder).stream()
                .flatMap(object -> ObjectCheck.faults(object).stream()
                        .map(fault -> Manifests.kind(object) + " " + Manifests.name(object) + ": " + fault))
                .toList();
        assertEquals(List.of(), faults, folder);
        assertFalse(Manifests.of(folder).isEmpty(), folder);
    }

    @Test
    void unknownFieldIsFound() {
        // Given
        JsonNode planted = deployment();
        ((ObjectNode) planted.path("spec")).put("replicaz", 3);
        ((ObjectNode) planted.at("/spec/template/spec/containers/0/securityContext")).put("runAsNonRot", true);
        // When
        List<String> faults = ObjectCheck.faults(planted);
        // Then
        assertEquals(2, faults.size(), faults::toString);
        assertTrue(faults.toString().contains("replicaz"), faults::toString);
        assertTrue(faults.toString().contains("runAsNonRot"), faults::toString);
    }

    @Test
    void wrongTypeIsFound() {
        JsonNode planted = deployment();
        ((ObjectNode) planted.path("spec")).put("revisionHistoryLimit", "many");
        assertTrue(ObjectCheck.faults(planted).toString().contains("many"));
    }

    @Test
    void unknownKindIsFound() {
        JsonNode planted = deployment();
        ((ObjectNode) planted).put("kind", "Deploymnt");
        assertEquals(List.of("unknown kind apps/v1/Deploymnt"), ObjectCheck.faults(planted));
    }

    @Test
    void everyManifestIsUsedAndEveryNamedFileIsThere() {
        // Given
        Set<Path> used = new HashSet<>();
        List<String> missing = new ArrayList<>();
        // When
        for (Path file : Repository.files("k8s", "kustomization.yaml")) {
            used.add(file);
            named(Repository.documents(Repository.read(file)).getFirst())
                    .map(name -> file.resolveSibling(name).normalize())
                    .forEach(path -> {
                        used.add(path);
                        if (!Files.exists(path)) {
                            missing.add(Repository.relative(path));
                        }
                    });
        }
        // Then
        assertEquals(List.of(), missing);
        List<Path> unused = Stream.of(".yaml", ".env", ".sql")
                .flatMap(ending -> Repository.files("k8s", ending).stream())
                .filter(path -> !used.contains(path))
                .toList();
        assertEquals(List.of(), unused);
    }

    private static Stream<String> named(JsonNode kustomization) {
        Stream<String> generated = Repository.each(kustomization.path("configMapGenerator"))
                .flatMap(generator -> Stream.concat(
                        Repository.texts(generator.path("envs")).stream(),
                        Repository.texts(generator.path("files")).stream()));
        Stream<String> patches = Repository.each(kustomization.path("patches"))
                .filter(patch -> patch.has("path"))
                .map(patch -> patch.path("path").asText());
        Stream<String> resources =
                Stream.of("resources", "components").flatMap(key -> Repository.texts(kustomization.path(key)).stream());
        return Stream.of(resources, generated, patches).flatMap(all -> all);
    }

    @Test
    void everyOverlayAndComponentIsPartOfABuild() {
        String all = Repository.files("k8s", "kustomization.yaml").stream()
                .map(Repository::read)
                .reduce("", String::concat);
        List<String> unbuilt = Repository.files("k8s/components", "kustomization.yaml").stream()
                .filter(file -> Repository.read(file).contains("kind: Component"))
                .map(file -> "components/" + file.resolveSibling("").getFileName())
                .filter(name -> !all.contains(name + "\n"))
                .toList();
        assertEquals(List.of(), unbuilt);
    }
}
