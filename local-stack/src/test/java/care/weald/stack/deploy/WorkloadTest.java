package care.weald.stack.deploy;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every pod, of ours or beside ours, must be like in every build. */
class WorkloadTest {

    record Workload(String folder, JsonNode object) {

        String name() {
            return Manifests.name(object);
        }

        JsonNode pod() {
            return object.at("/spec/template/spec");
        }

        JsonNode container() {
            return pod().at("/containers/0");
        }

        boolean isOurs() {
            return Repository.SERVICES.contains(name());
        }

        @Override
        public String toString() {
            return folder + " " + name();
        }
    }

    static Stream<Workload> workloads() {
        return Manifests.kustomizations().stream()
                .flatMap(folder -> Stream.of("Deployment", "StatefulSet")
                        .flatMap(kind -> Manifests.of(folder, kind).stream())
                        .map(object -> new Workload(folder, object)));
    }

    static Stream<Workload> services() {
        return workloads().filter(Workload::isOurs);
    }

    @Test
    void baseHasTheFiveServices() {
        Set<String> names =
                Manifests.services("k8s/base").stream().map(Manifests::name).collect(Collectors.toSet());
        assertEquals(Set.copyOf(Repository.SERVICES), names);
    }

    @ParameterizedTest
    @MethodSource("workloads")
    void podHasNoPrivileges(Workload workload) {
        JsonNode pod = workload.pod();
        JsonNode own = workload.container().path("securityContext");
        assertAll(
                () -> assertEquals(1, pod.path("containers").size()),
                () -> assertTrue(pod.at("/securityContext/runAsNonRoot").asBoolean()),
                () -> assertTrue(pod.at("/securityContext/runAsUser").asInt() > 10_000),
                () -> assertEquals(
                        "RuntimeDefault",
                        pod.at("/securityContext/seccompProfile/type").asText()),
                () -> assertTrue(own.path("readOnlyRootFilesystem").asBoolean()),
                () -> assertFalse(own.path("allowPrivilegeEscalation").asBoolean(true)),
                () -> assertEquals(List.of("ALL"), Repository.texts(own.at("/capabilities/drop"))),
                () -> assertFalse(own.at("/capabilities").has("add")),
                () -> assertFalse(pod.path("automountServiceAccountToken").asBoolean(true)),
                () -> assertFalse(pod.path("enableServiceLinks").asBoolean(true)),
                () -> assertEquals(
                        workload.name(), pod.path("serviceAccountName").asText()));
    }

    @ParameterizedTest
    @MethodSource("workloads")
    void podHasBoundsAndProbes(Workload workload) {
        JsonNode container = workload.container();
        assertAll(Stream.of("requests", "limits")
                .flatMap(kind -> Stream.of("cpu", "memory", "ephemeral-storage")
                        .map(resource -> () ->
                                assertTrue(container.at("/resources/" + kind).has(resource), kind + " " + resource))));
        assertAll(Stream.of("startupProbe", "readinessProbe", "livenessProbe")
                .map(probe -> () -> assertTrue(container.has(probe), probe)));
        assertAll(Repository.each(workload.pod().path("volumes"))
                .filter(volume -> volume.has("emptyDir"))
                .map(volume -> () -> assertTrue(volume.path("emptyDir").has("sizeLimit"), volume::toString)));
    }

    @ParameterizedTest
    @MethodSource("workloads")
    void imageHasAVersionThatIsNotLatest(Workload workload) {
        if (Manifests.areBuilt() || !workload.isOurs()) {
            String image = workload.container().path("image").asText();
            assertTrue(image.matches("[a-z0-9./-]+(:[0-9][0-9.]*|@sha256:[0-9a-f]{64})"), image);
        }
    }

    @ParameterizedTest
    @MethodSource("services")
    void probesAskTheManagementPort(Workload workload) {
        JsonNode container = workload.container();
        int digit = Repository.SERVICES.indexOf(workload.name());
        assertEquals(8080 + digit, container.at("/ports/0/containerPort").asInt());
        assertEquals(9080 + digit, container.at("/ports/1/containerPort").asInt());
        assertEquals("management", container.at("/ports/1/name").asText());
        for (var probe : Map.of("startup", "started", "readiness", "ready", "liveness", "live")
                .entrySet()) {
            JsonNode get = container.at("/" + probe.getKey() + "Probe/httpGet");
            assertEquals("/q/health/" + probe.getValue(), get.path("path").asText());
            assertEquals("management", get.path("port").asText());
        }
    }

    @ParameterizedTest
    @MethodSource("services")
    void podLeavesInOrder(Workload workload) {
        JsonNode pod = workload.pod();
        int pause = workload.container().at("/lifecycle/preStop/sleep/seconds").asInt();
        int grace = pod.path("terminationGracePeriodSeconds").asInt();
        assertTrue(pause >= 5, "time for the endpoints to be taken away");
        assertTrue(grace >= pause + 30, "quarkus.shutdown.timeout is 30 s");
        assertEquals(
                "topology.kubernetes.io/zone",
                pod.at("/topologySpreadConstraints/0/topologyKey").asText());
    }

    @ParameterizedTest
    @MethodSource("services")
    void temporaryFilesAreInMemory(Workload workload) {
        List<JsonNode> volumes = Repository.each(workload.pod().path("volumes"))
                .filter(volume -> volume.path("name").asText().equals("tmp"))
                .toList();
        assertEquals(1, volumes.size());
        assertEquals("Memory", volumes.getFirst().at("/emptyDir/medium").asText());
    }

    @ParameterizedTest
    @MethodSource("services")
    void secretsAreFilesNeverEnvironment(Workload workload) {
        assertFalse(workload.container().toString().contains("secretKeyRef"));
        assertFalse(workload.container().toString().contains("secretRef"));
        assertTrue(
                Repository.each(workload.container().path("env"))
                        .allMatch(one -> one.at("/valueFrom/fieldRef/fieldPath").isTextual()),
                "settings come from the ConfigMap, but what only the pod can know");
    }

    @ParameterizedTest
    @MethodSource("services")
    void accountHasNoToken(Workload workload) {
        List<JsonNode> accounts = Manifests.of(workload.folder(), "ServiceAccount").stream()
                .filter(account -> Manifests.name(account).equals(workload.name()))
                .toList();
        assertEquals(1, accounts.size());
        assertFalse(accounts.getFirst().path("automountServiceAccountToken").asBoolean(true));
    }
}
