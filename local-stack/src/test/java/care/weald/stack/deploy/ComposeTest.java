package care.weald.stack.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The compose file hangs together, publishes two ports, and has no secret in it. */
class ComposeTest {

    private static final Pattern HOST = Pattern.compile("://([a-z-]+):\\d+");
    private static final JsonNode COMPOSE =
            Repository.documents(Repository.read("docker-compose.yml")).getFirst();

    private static Map<String, JsonNode> services() {
        return COMPOSE.path("services").properties().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static JsonNode service(String name) {
        return COMPOSE.at("/services/" + name);
    }

    private static Set<String> names(JsonNode object) {
        Set<String> names = new TreeSet<>();
        if (object.isArray()) {
            names.addAll(Repository.texts(object));
        } else {
            object.fieldNames().forEachRemaining(names::add);
        }
        return names;
    }

    @Test
    void hasTheFiveServicesADatabaseAndAProvider() {
        Set<String> expected = new HashSet<>(Repository.SERVICES);
        expected.addAll(Set.of("postgres", "keycloak"));
        assertEquals(expected, services().keySet());
    }

    @Test
    void everythingIsHardened() {
        services().forEach((name, service) -> {
            assertEquals(!name.equals("keycloak"), service.path("read_only").asBoolean(), name);
            assertEquals(List.of("ALL"), Repository.texts(service.path("cap_drop")), name);
            assertFalse(service.has("cap_add"), name);
            assertEquals(List.of("no-new-privileges:true"), Repository.texts(service.path("security_opt")), name);
            assertTrue(service.has("healthcheck") && service.has("mem_limit") && service.has("pids_limit"), name);
            assertFalse(service.path("privileged").asBoolean(), name);
        });
        Repository.SERVICES.forEach(
                name -> assertEquals("10001:10001", service(name).path("user").asText()));
    }

    @Test
    void librariesCanBeLoadedFromTemporaryFiles() {
        Repository.SERVICES.forEach(
                name -> assertTrue(service(name).at("/tmpfs/0").asText().startsWith("/tmp:exec,"), name));
    }

    @Test
    void onlyTheGatewayAndTheProviderArePublishedAndOnlyHere() {
        services().forEach((name, service) -> {
            assertEquals(Set.of("gateway", "keycloak").contains(name), service.has("ports"), name);
            Repository.texts(service.path("ports"))
                    .forEach(port -> assertTrue(port.matches("127\\.0\\.0\\.1:\\d+:8080"), port));
        });
    }

    @Test
    void networksKeepTheDatabaseAwayFromTheGateway() {
        assertEquals(Set.of("front", "inside"), names(service("gateway").path("networks")));
        assertEquals(Set.of("front"), names(service("keycloak").path("networks")));
        assertEquals(Set.of("data"), names(service("postgres").path("networks")));
        Repository.SERVICES.stream()
                .filter(name -> !name.equals("gateway"))
                .forEach(name -> assertEquals(
                        Set.of("inside", "data"), names(service(name).path("networks"))));
        assertFalse(COMPOSE.at("/networks/front/internal").asBoolean());
        assertTrue(COMPOSE.at("/networks/inside/internal").asBoolean());
        assertTrue(COMPOSE.at("/networks/data/internal").asBoolean());
    }

    @Test
    void everythingNamedIsThere() {
        Set<String> volumes = new TreeSet<>();
        services().forEach((name, service) -> {
            names(service.path("depends_on"))
                    .forEach(other -> assertTrue(services().containsKey(other), other));
            Repository.texts(service.path("env_file"))
                    .forEach(file -> assertTrue(file.equals(".env") || Files.exists(Repository.path(file)), file));
            for (String volume : Repository.texts(service.path("volumes"))) {
                String source = volume.substring(0, volume.indexOf(':'));
                if (source.startsWith("./")) {
                    assertTrue(Files.exists(Repository.path(source.substring(2))), source);
                    assertTrue(volume.endsWith(":ro"), volume);
                } else {
                    volumes.add(source);
                }
            }
        });
        assertEquals(names(COMPOSE.path("volumes")), volumes);
    }

    @Test
    void whatWaitsAndWhatWasWrittenOutliveTheirContainers() {
        assertTrue(service("gateway").path("volumes").toString().contains("\"gateway-spool:/var/lib/weald/spool\""));
        assertTrue(service("consent-service")
                .path("volumes")
                .toString()
                .contains("\"consent-epoch:/var/lib/weald/epoch\""));
    }

    @Test
    void keysOfEverySignerOutliveItsContainer() {
        Repository.SERVICES.forEach(name -> assertEquals(
                !name.equals("record-service"),
                service(name).path("volumes").toString().contains("-keys:/var/run/weald/keys"),
                name));
    }

    @Test
    void settingsAreThoseOfKubernetesAndTheirHostsAreHere() {
        Set<String> hosts = new HashSet<>(services().keySet());
        hosts.addAll(Repository.texts(service("postgres").at("/networks/data/aliases")));
        hosts.add("localhost");
        for (String name : Repository.SERVICES) {
            String settings = "k8s/base/config/" + name + ".env";
            assertEquals(List.of(settings), Repository.texts(service(name).path("env_file")));
            Set<String> used = HOST.matcher(
                            Repository.read(settings) + service(name).path("environment"))
                    .results()
                    .map(found -> found.group(1))
                    .collect(Collectors.toCollection(TreeSet::new));
            used.removeAll(hosts);

            assertEquals(Set.of(), used, name);
        }
    }

    @Test
    void everySecretComesFromTheFileThatTheUserMakes() {
        String page = Repository.read("docs/operations/deployment.md");
        List<String> literals = new ArrayList<>();
        services()
                .forEach((name, service) -> service.path("environment").properties().stream()
                        .filter(setting -> setting.getKey().matches(".*(PASSWORD|SECRET).*"))
                        .filter(setting -> !setting.getValue().asText().matches("\\$\\{[A-Z0-9_]+_PASSWORD:\\?[^}]+}"))
                        .forEach(setting -> literals.add(name + " " + setting.getKey())));
        assertEquals(List.of(), literals);
        Stream<String> wanted = Stream.concat(
                Pattern.compile("\\$\\{([A-Z0-9_]+)_PASSWORD:")
                        .matcher(Repository.read("docker-compose.yml"))
                        .results()
                        .map(found -> found.group(1)),
                Pattern.compile("\\\\getenv \\w+ ([A-Z_]+)_PASSWORD")
                        .matcher(Repository.read("k8s/components/dev-database/databases.sql"))
                        .results()
                        .map(found -> found.group(1)));
        wanted.forEach(name -> assertTrue(page.contains(name), name + " is not among those that the page makes"));
    }

    @Test
    void imagesAreOfTheVersionThatKubernetesRuns() {
        String base = Repository.read("k8s/base/kustomization.yaml");
        for (String name : Repository.SERVICES) {
            String image = service(name).path("image").asText();
            String tag = image.substring(image.lastIndexOf(':') + 1);
            assertEquals("ghcr.io/weald-care/" + name + ":" + tag, image);
            assertTrue(base.contains("{name: ghcr.io/weald-care/" + name + ", newTag: " + tag + "}"), image);
            assertEquals(name, service(name).at("/build/args/SERVICE").asText());
            assertTrue(Files.exists(
                    Repository.path(service(name).at("/build/dockerfile").asText())));
        }
        Stream.of("postgres", "keycloak")
                .map(name -> service(name).path("image").asText())
                .forEach(image -> assertTrue(image.matches(".+:\\d+(\\.\\d+)*"), image));
    }
}
