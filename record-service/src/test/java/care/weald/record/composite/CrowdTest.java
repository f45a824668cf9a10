package care.weald.record.composite;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.hasSize;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import care.weald.record.support.Feeds;
import care.weald.record.support.Peers;
import care.weald.record.support.Permits;
import care.weald.record.support.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

/**
 * What a read costs among many people, beside what it costs among few: one person is copied under new ids inside the
 * database. {@code -Dcrowd=10000,1000000} sets the sizes; the usual ones only show that it is the same answer. No test
 * asserts a time.
 */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(Peers.class)
class CrowdTest {

    private static final Map<String, String> FULL = Map.of("cat-16", "F");
    private static final int ITEMS = 5;
    private static final int READS = 400;

    @SuppressWarnings("InlineFormatString") // too long to stand in its method
    private static final String COPY = """
            insert into item (source_patient, item, %1$s)
            select md5('crowd' || n)::uuid, md5(n || i.item::text)::uuid, %1$s
            from generate_series(%2$d, %3$d) n cross join item i
            where i.source_patient = '%4$s' and i.superseded_at is null
            """;

    private final UUID patient = UUID.randomUUID();
    private final Random random = new Random(20_261_122);

    private void template() {
        List<String> entries = new ArrayList<>();
        for (int i = 0; i < ITEMS; i++) {
            entries.add(Feeds.observation("crowd-" + i, "Patient/x", "laboratory", "718-7", ""));
        }
        Feeds.send(Feeds.bundle("transaction", entries), patient, "Patient/x").statusCode(200);
    }

    private void copies(int from, int until) throws SQLException {
        String database = ConfigProvider.getConfig().getValue("quarkus.flyway.jdbc-url", String.class);
        try (Connection connection = DriverManager.getConnection(database, "record_owner", "owner");
                Statement statement = connection.createStatement()) {
            String columns;
            try (ResultSet found = statement.executeQuery(
                    "select string_agg(quote_ident(column_name), ', ') from information_schema.columns"
                            + " where table_name = 'item' and column_name not in ('source_patient', 'item')")) {
                assertTrue(found.next());
                columns = found.getString(1);
            }
            for (int start = from; start <= until; start += 20_000) {
                int end = Math.min(until, start + 19_999);
                assertEquals(
                        (end - start + 1) * ITEMS,
                        statement.executeUpdate(COPY.formatted(columns, start, end, patient)));
            }
            statement.execute("vacuum analyze item");
        }
    }

    private static UUID somebody(int number) throws NoSuchAlgorithmException {
        byte[] hash = MessageDigest.getInstance("MD5").digest(("crowd" + number).getBytes(StandardCharsets.UTF_8));
        String hex = HexFormat.of().formatHex(hash);
        return UUID.fromString(hex.replaceFirst("(.{8})(.{4})(.{4})(.{4})(.{12})", "$1-$2-$3-$4-$5"));
    }

    /** The middle of what reads of people who were not read before take, in microseconds. */
    private long median(int people, String path, String interaction)
            throws IOException, InterruptedException, NoSuchAlgorithmException {
        long[] took = new long[READS];
        try (HttpClient http = HttpClient.newHttpClient()) {
            for (int i = 0; i < READS; i++) {
                UUID one = somebody(1 + random.nextInt(people));
                HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + path))
                        .header("Authorization", "Bearer " + Permits.caller())
                        .header("Weald-Permit", Permits.person(interaction, one, List.of(one), FULL, List.of()))
                        .build();
                long start = System.nanoTime();
                assertEquals(200, http.send(request, BodyHandlers.ofString()).statusCode());
                took[i] = (System.nanoTime() - start) / 1_000;
            }
        }
        Arrays.sort(took, READS / 4, READS);
        return took[READS / 4 + (READS - READS / 4) / 2];
    }

    @Test
    void aReadAmongManyIsTheSameAsAmongFew() throws Exception {
        template();
        int[] sizes = Arrays.stream(System.getProperty("crowd", "50,500").split(",", -1))
                .mapToInt(Integer::parseInt)
                .toArray();
        Map<String, String> paths =
                Map.of("/everything", "everything", "/items/Observation?code=718-7&_count=20", "search");
        Map<String, Long> before = new java.util.HashMap<>();
        int people = 0;
        for (int size : sizes) {
            copies(people + 1, size);
            people = size;
            for (Map.Entry<String, String> path : paths.entrySet()) {
                long now = median(people, path.getKey(), path.getValue());
                long first = before.computeIfAbsent(path.getKey(), key -> now);
                System.out.printf(
                        Locale.ROOT,
                        "%s among %d people: %d us, %.2f times that among %d%n",
                        path.getValue(),
                        people,
                        now,
                        (double) now / first,
                        sizes[0]);
            }
        }
        UUID one = somebody(people);
        given().header("Authorization", "Bearer " + Permits.caller())
                .header("Weald-Permit", Permits.person("everything", one, List.of(one), FULL, List.of()))
                .get("/everything")
                .then()
                .statusCode(200)
                .body("entry", hasSize(ITEMS));
    }
}
