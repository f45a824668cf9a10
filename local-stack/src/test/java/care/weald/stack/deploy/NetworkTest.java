package care.weald.stack.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The NetworkPolicies allow the pairs of docs/operations/network.md, each at both its ends, and no other. */
class NetworkTest {

    private static final String PAGE = "docs/operations/network.md";
    private static final String NAME = "app.kubernetes.io/name";

    /** One allowed connection. */
    private record Edge(String from, String to, String port) implements Comparable<Edge> {

        @Override
        public int compareTo(Edge other) {
            return toString().compareTo(other.toString());
        }
    }

    private static Set<Edge> documented(String... parts) {
        return Repository.lines(PAGE).stream()
                .filter(line -> line.startsWith("| "))
                .map(line -> line.substring(2).split(" *\\| *"))
                .filter(row -> row.length >= 4 && List.of(parts).contains(row[3]))
                .map(row -> new Edge(row[0], row[1], row[2]))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<Edge> edges(String folder, String direction) {
        Set<Edge> edges = new TreeSet<>();
        for (JsonNode policy : Manifests.of(folder, "NetworkPolicy")) {
            for (JsonNode rule : policy.at("/spec/" + direction)) {
                for (JsonNode peer : rule.path(direction.equals("egress") ? "to" : "from")) {
                    for (String subject : subjects(policy)) {
                        edges.addAll(edges(subject, party(peer), rule.path("ports"), direction));
                    }
                }
            }
        }
        return edges;
    }

    private static Collection<Edge> edges(String subject, String peer, JsonNode ports, String direction) {
        List<Edge> edges = new ArrayList<>();
        for (JsonNode port : ports) {
            String number =
                    port.path("port").asText().replace("management", "908" + Repository.SERVICES.indexOf(subject));
            edges.add(direction.equals("egress") ? new Edge(subject, peer, number) : new Edge(peer, subject, number));
        }
        return edges;
    }

    private static List<String> subjects(JsonNode policy) {
        JsonNode labels = policy.at("/spec/podSelector/matchLabels");
        if (labels.has(NAME)) {
            return List.of(labels.path(NAME).asText());
        }
        return labels.has("app.kubernetes.io/part-of") ? Repository.SERVICES : List.of("every pod");
    }

    private static String party(JsonNode peer) {
        if (peer.has("ipBlock")) {
            return peer.at("/ipBlock/cidr").asText();
        }
        JsonNode space = peer.at("/namespaceSelector/matchLabels");
        if (space.has("weald.care/peer")) {
            return space.path("weald.care/peer").asText();
        }
        JsonNode labels = peer.at("/podSelector/matchLabels");
        return Stream.of(NAME, "k8s-app")
                .filter(labels::has)
                .map(label -> labels.path(label).asText())
                .findFirst()
                .orElseGet(() -> labels.fieldNames().next().replace("weald.care/", ""));
    }

    private static Set<Edge> between(Set<Edge> edges) {
        return edges.stream()
                .filter(edge -> Repository.SERVICES.contains(edge.from()) && Repository.SERVICES.contains(edge.to()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<Edge> all(String folder) {
        Set<Edge> all = new TreeSet<>(edges(folder, "egress"));
        all.addAll(edges(folder, "ingress"));
        return all;
    }

    @Test
    void nothingIsAllowedByDefault() {
        for (String folder : Manifests.kustomizations()) {
            List<JsonNode> denials = Manifests.of(folder, "NetworkPolicy").stream()
                    .filter(policy -> Manifests.name(policy).equals("default-deny"))
                    .toList();
            if (!Manifests.of(folder, "Deployment").isEmpty()) {
                assertEquals(1, denials.size(), folder);
                JsonNode spec = denials.getFirst().path("spec");
                assertEquals("{}", spec.path("podSelector").toString());
                assertEquals(Set.of("Ingress", "Egress"), Set.copyOf(Repository.texts(spec.path("policyTypes"))));
                assertTrue(!spec.has("ingress") && !spec.has("egress"));
            }
        }
    }

    @Test
    void noRuleIsOpenEnded() {
        for (String folder : Manifests.kustomizations()) {
            for (JsonNode policy : Manifests.of(folder, "NetworkPolicy")) {
                policy.at("/spec/ingress").forEach(rule -> assertBounded(rule, "from", policy));
                policy.at("/spec/egress").forEach(rule -> assertBounded(rule, "to", policy));
            }
        }
    }

    private static void assertBounded(JsonNode rule, String peers, JsonNode policy) {
        assertTrue(!rule.path(peers).isEmpty() && !rule.path("ports").isEmpty(), Manifests.name(policy));
        rule.path("ports").forEach(port -> assertTrue(port.has("port"), Manifests.name(policy)));
        rule.path(peers)
                .forEach(peer -> assertTrue(!peer.findPath("cidr").asText().endsWith("/0"), peer::toString));
    }

    @Test
    void baseAllowsWhatIsDocumented() {
        assertEquals(documented("base", "provider inside"), all("k8s/base"));
    }

    @Test
    void bothEndsOfEveryConnectionBetweenServicesAgree() {
        assertEquals(between(edges("k8s/base", "egress")), between(edges("k8s/base", "ingress")));
    }

    @Test
    void developmentAddsItsDatabase() {
        assertEquals(documented("base", "provider inside", "dev-database"), all("k8s/overlays/dev"));
    }

    @Test
    void monitoringAddsTraces() {
        assertEquals(
                documented("base", "provider inside", "dev-database", "monitoring"), all("k8s/tests/dev-monitoring"));
    }

    @Test
    void productionReachesTheProviderOutsideAndNothingElse() {
        assumeTrue(Manifests.areBuilt(), "neither kubectl nor kustomize is installed: patches cannot be applied");
        assertEquals(documented("base", "monitoring", "provider outside"), all("k8s/overlays/production"));
    }
}
