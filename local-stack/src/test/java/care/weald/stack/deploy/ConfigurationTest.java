package care.weald.stack.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every setting is on the page that operators read, and what is deployed sets nothing that is not. */
class ConfigurationTest {

    private static final String PAGE = "docs/operations/configuration.md";
    private static final Pattern CODE = Pattern.compile("`([^`\\s]+)`");

    private static Set<String> named() {
        return CODE.matcher(Repository.read(PAGE))
                .results()
                .map(result -> result.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String environment(String key) {
        return key.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    }

    private static boolean isProperty(String key) {
        return Repository.SERVICES.stream()
                .map(service -> Repository.read(service + "/src/main/resources/application.properties"))
                .anyMatch(properties -> properties.contains("\n" + key + "="));
    }

    /** Names set in a file of settings, `NAME=value` a line. */
    private static List<String> set(Path file) {
        return Repository.read(file)
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(line -> line.substring(0, line.indexOf('=')))
                .toList();
    }

    @Test
    void everyKeyInTheCodeIsOnThePage() {
        Set<String> missing = new TreeSet<>(ConfigKeys.all());
        assertTrue(missing.contains("weald.token.key-directory"), missing::toString);
        assertTrue(missing.contains("weald.token.jwks.*"), missing::toString);
        missing.removeAll(named());
        assertEquals(Set.of(), missing);
    }

    @Test
    void everyKeyOnThePageIsInTheCode() {
        Set<String> gone = named().stream()
                .filter(name -> name.startsWith("weald."))
                .collect(Collectors.toCollection(TreeSet::new));
        gone.removeAll(ConfigKeys.all());
        gone.removeIf(ConfigurationTest::isProperty);
        assertEquals(Set.of(), gone);
    }

    @Test
    void everyVariableThatIsDeployedIsOnThePage() {
        // Given
        Set<Pattern> known = named().stream()
                .map(name ->
                        Pattern.compile(environment(name.replace("*", "ANY")).replace("ANY", "[A-Z0-9_]+")))
                .collect(Collectors.toSet());
        Stream<String> settings = Stream.of("k8s", "local-stack/src/main")
                .flatMap(folder -> Repository.files(folder, ".env").stream())
                .flatMap(file -> set(file).stream());
        // When
        List<String> unknown = settings.distinct()
                .filter(name -> known.stream()
                        .noneMatch(pattern -> pattern.matcher(name).matches()))
                .toList();
        // Then
        assertEquals(List.of(), unknown);
    }

    @Test
    void eachServiceListensWhereItsManifestSays() {
        for (String service : Repository.SERVICES) {
            String settings = Repository.read("k8s/base/config/" + service + ".env");
            JsonNode ports = Manifests.of("k8s/base", "Service").stream()
                    .filter(one -> Manifests.name(one).equals(service))
                    .findFirst()
                    .orElseThrow()
                    .at("/spec/ports");
            assertTrue(
                    settings.contains("QUARKUS_HTTP_PORT=" + ports.at("/0/port").asText() + "\n"), service);
            assertTrue(
                    settings.contains(
                            "QUARKUS_MANAGEMENT_PORT=" + ports.at("/1/port").asText() + "\n"),
                    service);
        }
    }

    @Test
    void everyPeerAddressIsAServiceAndItsPort() {
        Pattern address = Pattern.compile("https?://([a-z-]+):(\\d+)");
        for (Path file : Repository.files("k8s", ".env")) {
            address.matcher(Repository.read(file)).results().forEach(found -> {
                int index = Repository.SERVICES.indexOf(found.group(1));
                boolean outside = Set.of("keycloak", "localhost").contains(found.group(1));
                assertTrue(outside || found.group(2).equals("808" + index), () -> file + " " + found.group());
            });
        }
    }

    @Test
    void noSettingHoldsASecret() {
        for (Path file : Repository.files("k8s", ".env")) {
            assertEquals(
                    List.of(),
                    set(file).stream()
                            .filter(name -> name.matches(".*(PASSWORD|SECRET|CREDENTIAL).*"))
                            .toList(),
                    file::toString);
        }
        for (String folder : Manifests.kustomizations()) {
            assertEquals(List.of(), Manifests.of(folder, "Secret"), folder);
        }
    }
}
