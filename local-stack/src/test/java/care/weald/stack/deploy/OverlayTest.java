package care.weald.stack.deploy;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** How many, where, and what of: what the overlays promise. */
class OverlayTest {

    private static final String DEV = "k8s/overlays/dev";
    private static final String PRODUCTION = "k8s/overlays/production";

    static List<String> suites() {
        return Manifests.kustomizations().stream()
                .filter(folder -> !Manifests.of(folder, "Deployment").isEmpty())
                .toList();
    }

    private static void needsPatches() {
        assumeTrue(Manifests.areBuilt(), "neither kubectl nor kustomize is installed: patches cannot be applied");
    }

    private static Set<String> names(String folder, String kind) {
        Set<String> names = new TreeSet<>();
        Manifests.of(folder, kind).forEach(object -> names.add(Manifests.name(object)));
        return names;
    }

    @ParameterizedTest
    @MethodSource("suites")
    void numberOfPodsIsTheAutoscalersAlone(String folder) {
        assertEquals(new TreeSet<>(Repository.SERVICES), names(folder, "HorizontalPodAutoscaler"));
        assertEquals(new TreeSet<>(Repository.SERVICES), names(folder, "PodDisruptionBudget"));
        for (JsonNode deployment : Manifests.services(folder)) {
            assertFalse(deployment.path("spec").has("replicas"), Manifests.name(deployment));
        }
        for (JsonNode budget : Manifests.of(folder, "PodDisruptionBudget")) {
            assertEquals(1, budget.at("/spec/maxUnavailable").asInt());
            assertEquals(
                    "AlwaysAllow", budget.at("/spec/unhealthyPodEvictionPolicy").asText());
            assertEquals(
                    Manifests.name(budget),
                    budget.at("/spec/selector/matchLabels/app.kubernetes.io~1name")
                            .asText());
        }
    }

    @ParameterizedTest
    @MethodSource("suites")
    void namespaceAllowsOnlyRestrictedPods(String folder) {
        JsonNode labels = Manifests.of(folder, "Namespace").getFirst().at("/metadata/labels");
        assertEquals(
                "restricted", labels.path("pod-security.kubernetes.io/enforce").asText());
    }

    @ParameterizedTest
    @MethodSource("suites")
    void everyMountedVolumeIsDeclared(String folder) {
        for (JsonNode deployment : Manifests.services(folder)) {
            JsonNode pod = deployment.at("/spec/template/spec");
            Set<String> declared = namesIn(pod.path("volumes"));
            deployment.at("/spec/volumeClaimTemplates").forEach(claim -> declared.add(Manifests.name(claim)));
            Set<String> mounted = namesIn(pod.at("/containers/0/volumeMounts"));
            assertEquals(declared, mounted, folder + " " + Manifests.name(deployment));
        }
    }

    private static Set<String> namesIn(JsonNode list) {
        Set<String> names = new TreeSet<>();
        list.forEach(one -> names.add(one.path("name").asText()));
        return names;
    }

    @Test
    void developmentRunsOneOfEachWithKeysOfItsOwn() {
        needsPatches();
        for (JsonNode scaler : Manifests.of(DEV, "HorizontalPodAutoscaler")) {
            assertEquals(1, scaler.at("/spec/minReplicas").asInt());
            assertEquals(1, scaler.at("/spec/maxReplicas").asInt());
        }
        for (JsonNode deployment : Manifests.services(DEV)) {
            String name = Manifests.name(deployment);
            JsonNode volume = deployment.at("/spec/template/spec/volumes/0");
            JsonNode mount = deployment.at("/spec/template/spec/containers/0/volumeMounts/0");
            assertEquals(
                    name.equals("gateway") ? "" : "Recreate",
                    deployment.at("/spec/strategy/type").asText());
            assertEquals(!name.equals("record-service"), volume.has("emptyDir") && isKeys(volume), name);
            assertEquals(name.equals("record-service"), mount.path("readOnly").asBoolean(), name);
        }
        assertEquals(Set.of("gateway", "postgresql"), names(DEV, "StatefulSet"));
    }

    @ParameterizedTest
    @MethodSource("suites")
    void whatWaitsInAnEmergencyIsOnADiskOfTheReplicasOwn(String folder) {
        JsonNode gateway = Manifests.of(folder, "StatefulSet").stream()
                .filter(object -> Manifests.name(object).equals("gateway"))
                .findFirst()
                .orElseThrow();
        JsonNode claim = gateway.at("/spec/volumeClaimTemplates/0");
        assertEquals("spool", Manifests.name(claim));
        assertEquals(List.of("ReadWriteOnce"), Repository.texts(claim.at("/spec/accessModes")));
        assertEquals(
                "Retain",
                gateway.at("/spec/persistentVolumeClaimRetentionPolicy/whenScaled")
                        .asText());
        assertTrue(mounts(gateway, "spool", "/var/lib/weald/spool"));
        assertTrue(Repository.read(Repository.path("k8s/base/config/gateway.env"))
                .contains("WEALD_GATEWAY_SPOOL_DIRECTORY=/var/lib/weald/spool\n"));
    }

    @ParameterizedTest
    @MethodSource("suites")
    void howMuchWasWrittenAboutObjectionsIsOnADiskOfAllReplicas(String folder) {
        JsonNode claim = Manifests.of(folder, "PersistentVolumeClaim").getFirst();
        JsonNode consent = Manifests.of(folder, "Deployment").stream()
                .filter(object -> Manifests.name(object).equals("consent-service"))
                .findFirst()
                .orElseThrow();
        assertEquals("consent-service-epoch", Manifests.name(claim));
        assertTrue(consent.at("/spec/template/spec/volumes").toString().contains("\"consent-service-epoch\""));
        assertTrue(mounts(consent, "epoch", "/var/lib/weald/epoch"));
        assertTrue(Repository.read(Repository.path("k8s/base/config/consent-service.env"))
                .contains("WEALD_CONSENT_EPOCH_FILE=/var/lib/weald/epoch/"));
    }

    private static boolean mounts(JsonNode workload, String name, String path) {
        return Repository.each(workload.at("/spec/template/spec/containers/0/volumeMounts"))
                .anyMatch(mount -> mount.path("name").asText().equals(name)
                        && mount.path("mountPath").asText().equals(path)
                        && !mount.path("readOnly").asBoolean());
    }

    private static boolean isKeys(JsonNode volume) {
        return volume.path("name").asText().equals("signing-keys");
    }

    @Test
    void productionRunsThreeOfEachInTheUnitedKingdomByDigest() {
        needsPatches();
        for (JsonNode scaler : Manifests.of(PRODUCTION, "HorizontalPodAutoscaler")) {
            assertTrue(scaler.at("/spec/minReplicas").asInt() >= 3);
        }
        for (JsonNode deployment : Manifests.services(PRODUCTION)) {
            JsonNode pod = deployment.at("/spec/template/spec");
            JsonNode term = pod.at("/affinity/nodeAffinity/requiredDuringSchedulingIgnoredDuringExecution"
                    + "/nodeSelectorTerms/0/matchExpressions/0");
            assertAll(
                    () -> assertTrue(
                            pod.at("/containers/0/image").asText().matches("ghcr\\.io/.*@sha256:[0-9a-f]{64}")),
                    () -> assertEquals(
                            "topology.kubernetes.io/region", term.path("key").asText()),
                    () -> assertEquals("In", term.path("operator").asText()),
                    () -> assertTrue(Repository.texts(term.path("values")).contains("uksouth")));
        }
        assertEquals(Set.of("gateway"), names(PRODUCTION, "StatefulSet"), "production brings its own databases");
    }

    @Test
    void productionSpeaksTlsOnly() {
        needsPatches();
        List<JsonNode> settings = Manifests.of(PRODUCTION, "ConfigMap").stream()
                .map(map -> map.path("data"))
                .filter(data -> data.has("QUARKUS_HTTP_PORT"))
                .toList();
        assertEquals(Repository.SERVICES.size(), settings.size());
        for (JsonNode data : settings) {
            assertEquals("disabled", data.path("QUARKUS_HTTP_INSECURE_REQUESTS").asText());
            assertEquals(
                    data.path("QUARKUS_HTTP_PORT").asText(),
                    data.path("QUARKUS_HTTP_SSL_PORT").asText());
            data.properties().stream()
                    .filter(entry -> !entry.getKey().startsWith("QUARKUS_OTEL"))
                    .forEach(entry -> assertFalse(entry.getValue().asText().startsWith("http://"), entry.getKey()));
        }
    }
}
