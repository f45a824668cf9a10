package care.weald.record.search;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import care.weald.record.support.Feeds;
import care.weald.record.support.Peers;
import care.weald.record.support.Permits;
import care.weald.record.support.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A search answers as if the store held only what the caller may see (capabilities.md, D1). */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(Peers.class)
class LeakTest {

    private static final String[] CATEGORIES = {"laboratory", "vital-signs", "survey"};
    private static final Map<String, String> OURS =
            Map.of("laboratory", "cat-16", "vital-signs", "cat-18", "survey", "cat-11");
    private static final String[] CODES = {"1-8", "2-6", "3-4", "4-2"};
    private static final String[] LABELS = {"", "", "R", "V", "HIV"};

    private record Made(String id, String category, String code, String day, String label) {

        String json() {
            String label = label().isEmpty()
                    ? ""
                    : ",\"meta\":{\"security\":[{\"system\":\""
                            + (label().length() == 1
                                    ? "http://terminology.hl7.org/CodeSystem/v3-Confidentiality"
                                    : "http://terminology.hl7.org/CodeSystem/v3-ActCode")
                            + "\",\"code\":\"" + label() + "\"}]}";
            return Feeds.observation(id, "Patient/l", category, code, ",\"effectiveDateTime\":\"" + day + "\"" + label);
        }

        boolean isHidden(List<String> hidden) {
            return hidden.contains(label) || (label.equals("HIV") && hidden.contains("R"));
        }
    }

    private static JsonPath search(String permit, String query) {
        String body = given().header("Authorization", "Bearer " + Permits.caller())
                .header("Weald-Permit", permit)
                .urlEncodingEnabled(false)
                .get("/items/Observation?" + query)
                .then()
                .statusCode(200)
                .extract()
                .asString();
        assertTrue(!body.contains("\\u0001"));
        return JsonPath.from(body);
    }

    @Test
    void everyAnswerIsThatOfAStoreWithoutWhatIsHidden() {
        // Given
        Random random = new Random(65);
        UUID whole = UUID.randomUUID();
        List<Made> all = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            all.add(new Made(
                    "whole" + i,
                    CATEGORIES[random.nextInt(3)],
                    CODES[random.nextInt(4)],
                    "2026-0%d-%02d".formatted(1 + random.nextInt(9), 1 + random.nextInt(28)),
                    LABELS[random.nextInt(5)]));
        }
        Feeds.send(Feeds.bundle("transaction", all.stream().map(Made::json).toList()), whole, "Patient/l")
                .statusCode(200);
        for (int i = 0; i < 12; i++) {
            Map<String, String> levels = new HashMap<>();
            for (String category : OURS.values()) {
                String level = new String[] {"F", "K", "A", ""}[random.nextInt(4)];
                if (!level.isEmpty()) {
                    levels.put(category, level);
                }
            }
            List<String> hidden =
                    List.of(List.of("V"), List.of("V", "R"), List.of("HIV")).get(random.nextInt(3));
            compare(all, whole, levels, hidden, random, i);
        }
    }

    private static void compare(
            List<Made> all, UUID whole, Map<String, String> levels, List<String> hidden, Random random, int round) {
        // a store that has only what may be seen; what level A does not show is not in it
        List<Made> seen = all.stream()
                .filter(one -> levels.containsKey(OURS.get(one.category())) && !one.isHidden(hidden))
                .toList();
        UUID person = UUID.randomUUID();
        String permit = Permits.person("search", person, List.of(whole), levels, hidden);
        for (int i = 0; i < 25; i++) {
            String code = random.nextBoolean() ? CODES[random.nextInt(4)] : "";
            String category = random.nextInt(3) == 0 ? CATEGORIES[random.nextInt(3)] : "";
            String from = random.nextInt(3) == 0 ? "2026-0" + (1 + random.nextInt(9)) : "";
            int count = 8 + random.nextInt(20);
            String query = (code.isEmpty() ? "" : "code=" + code + "&")
                    + (category.isEmpty() ? "" : "category=" + category + "&")
                    + (from.isEmpty() ? "" : "date=ge" + from + "&")
                    + "_count=" + count;
            long expected = seen.stream()
                    .filter(one -> code.isEmpty() || (one.code().equals(code) && isCoded(levels, one)))
                    .filter(one -> category.isEmpty() || (one.category().equals(category) && isCoded(levels, one)))
                    .filter(one -> from.isEmpty() || one.day().compareTo(from) >= 0)
                    .count();
            assertEquals(expected, pages(permit, query, expected, count), () -> round + " " + query + levels + hidden);
        }
    }

    private static boolean isCoded(Map<String, String> levels, Made one) {
        return !"A".equals(levels.get(OURS.get(one.category())));
    }

    private static long pages(String permit, String query, long total, int count) {
        long found = 0;
        String next = query;
        for (int page = 0; page <= total / count + 1; page++) {
            JsonPath answer = search(permit, next);
            assertEquals(total, answer.getLong("total"));
            List<Object> entries = answer.getList("entry");
            found += entries == null ? 0 : entries.size();
            String url = answer.getString("link.find { it.relation == 'next' }?.url");
            if (url == null) {
                return found;
            }
            next = url.substring(url.indexOf('?') + 1).replaceAll("patient=[^&]*&", "");
        }
        throw new IllegalStateException("pages do not end");
    }

    @Test
    void aHiddenItemIsReadLikeAnAbsentOne() {
        // Given
        UUID patient = UUID.randomUUID();
        String location = Feeds.send(
                        Feeds.bundle(
                                "transaction",
                                List.of(new Made("h-" + patient, "laboratory", "1-8", "2026", "V").json())),
                        patient,
                        "Patient/l")
                .statusCode(200)
                .extract()
                .jsonPath()
                .getString("entries[0].location");
        String id = location.substring("Observation/".length(), location.indexOf("/_history"));
        String absent = id.substring(0, 27) + "0".repeat(26);
        String permit = Permits.person("read", UUID.randomUUID(), List.of(patient), Permits.all("F"), List.of("V"));
        // When
        List<String> bodies = List.of(id, absent).stream()
                .map(one -> given().header("Authorization", "Bearer " + Permits.caller())
                        .header("Weald-Permit", permit)
                        .get("/items/Observation/" + one)
                        .then()
                        .statusCode(404)
                        .extract()
                        .asString())
                .toList();
        // Then
        assertEquals(bodies.get(0), bodies.get(1));
    }
}
