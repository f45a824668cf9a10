package care.weald.record.search;

import static org.junit.jupiter.api.Assertions.assertEquals;

import care.weald.record.category.ItemType;
import care.weald.record.permit.Permit;
import care.weald.record.support.Feeds;
import care.weald.record.support.Peers;
import care.weald.record.support.Permits;
import care.weald.record.support.PostgresResource;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.MultivaluedHashMap;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Under a plan that is the same for every permit, each source patient costs one partition and each item one more. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(Peers.class)
class PartitionsTest {

    private static final int PATIENTS = 5;

    @Inject
    @Nullable
    Pool pool;

    @Test
    void eachSourcePatientIsLookedUpInOnePartition() throws JsonProcessingException {
        // Given
        List<UUID> patients = Stream.generate(UUID::randomUUID).limit(PATIENTS).toList();
        for (UUID patient : patients) {
            Feeds.send(
                            Feeds.bundle(
                                    "transaction",
                                    List.of(Feeds.observation("o-" + patient, "Patient/x", "laboratory", "1-8", ""))),
                            patient,
                            "Patient/x")
                    .statusCode(200);
        }
        Map<String, Character> levels = new HashMap<>();
        Permits.all("F").keySet().forEach(key -> levels.put(key, 'F'));
        Permit permit = new Permit("search", UUID.randomUUID(), patients, levels, Set.of("V"));
        SearchSql.Statement statement = SearchSql.of(
                permit,
                SearchQuery.parse(
                        ItemType.of("Observation").orElseThrow(),
                        new MultivaluedHashMap<>(Map.of("code", "1-8")),
                        Instant.now()),
                Optional.empty());
        // When
        JsonNode plan = plan(statement);
        // Then
        assertEquals(PATIENTS, scans(candidate(plan)));
        assertEquals(2 * PATIENTS, scans(plan));
    }

    private JsonNode plan(SearchSql.Statement statement) throws JsonProcessingException {
        if (pool == null) {
            throw new IllegalStateException("no pool");
        }
        String text = pool.withConnection(connection -> connection
                        .query("set plan_cache_mode = force_generic_plan")
                        .execute()
                        .chain(() -> connection
                                .query("prepare searching as " + statement.text())
                                .execute())
                        .chain(() -> connection
                                .query("explain (analyze, format json) execute searching("
                                        + literals(statement.parameters()) + ")")
                                .execute())
                        .call(() -> connection
                                .query("deallocate searching; reset plan_cache_mode")
                                .execute()))
                .map(rows -> rows.iterator().next().getValue(0).toString())
                .await()
                .indefinitely();
        return new ObjectMapper().readTree(text).get(0).get("Plan");
    }

    private static String literals(Tuple parameters) {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < parameters.size(); i++) {
            Object value = parameters.getValue(i);
            texts.add(
                    value instanceof Object[] array
                            ? Arrays.stream(array).map(Object::toString).collect(Collectors.joining(",", "'{", "}'"))
                            : "'" + value + "'");
        }
        return String.join(",", texts);
    }

    private static JsonNode candidate(JsonNode node) {
        if ("CTE candidate".equals(node.path("Subplan Name").asText())) {
            return node;
        }
        for (JsonNode child : node.path("Plans")) {
            JsonNode found = candidate(child);
            if (!found.isMissingNode()) {
                return found;
            }
        }
        return node.path("none");
    }

    /** How often a partition was looked into. */
    private static int scans(JsonNode node) {
        int scans = node.path("Relation Name").asText().startsWith("item_")
                ? node.path("Actual Loops").asInt()
                : 0;
        for (JsonNode child : node.path("Plans")) {
            scans += scans(child);
        }
        return scans;
    }
}
