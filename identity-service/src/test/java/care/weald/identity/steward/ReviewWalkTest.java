package care.weald.identity.steward;

import static care.weald.identity.samples.Calls.store;
import static care.weald.identity.samples.Samples.local;
import static care.weald.identity.samples.Samples.nhsNumber;
import static care.weald.identity.samples.Samples.verified;
import static care.weald.identity.samples.Stewards.caller;
import static care.weald.identity.samples.Stewards.merge;
import static care.weald.identity.samples.Stewards.permit;
import static care.weald.identity.samples.Stewards.registered;
import static care.weald.identity.samples.Traces.RESTRICTED;
import static care.weald.identity.samples.Traces.resident;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import care.weald.identity.support.Peers;
import care.weald.identity.support.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** From a feed that is in doubt to the steward's word on it, as HTTP has it. */
@QuarkusTest
@TestProfile(ReviewWalkTest.Proposing.class)
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(Peers.class)
class ReviewWalkTest {

    private static final int LARGEST_PAGE = 25;
    private static final int MOST_AUDITED = 50;

    /** Feeds propose by match, and link by number alone. */
    public static class Proposing implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("weald.match.feeds", "review");
        }
    }

    private static String text(Map<String, Object> stored, String name) {
        return String.valueOf(Objects.requireNonNull(stored.get(name)));
    }

    private static RequestSpecification as(String role) {
        return given().urlEncodingEnabled(false)
                .header("Authorization", "Bearer " + caller("KZ001", role))
                .header("Weald-Permit", permit("KZ001", role, "steward"))
                .contentType("application/fhir+json");
    }

    private static Response decide(String role, JsonPath task, String tag, String status) {
        String id = task.getString("id");
        return as(role).header("If-Match", tag)
                .body("{\"resourceType\":\"Task\",\"id\":\"" + id + "\",\"status\":\"" + status
                        + "\",\"statusReason\":{\"text\":\"as the letters say\"}}")
                .put("/tasks/" + id);
    }

    private static String tag(JsonPath task) {
        return "W/\"" + task.getString("meta.versionId") + "\"";
    }

    /** Every Task that names both source patients, page after page as a client follows them. */
    private static List<JsonPath> tasks(Map<String, Object> one, Map<String, Object> other) {
        List<JsonPath> found = new ArrayList<>();
        Set<String> both = Set.of(text(one, "sourcePatient"), text(other, "sourcePatient"));
        String query = "_count=100";
        while (!query.isEmpty()) {
            Response page = as("R0260").get("/tasks?" + query);
            JsonPath bundle = page.then().statusCode(200).extract().jsonPath();
            List<Object> ids = Objects.requireNonNullElse(bundle.getList("entry.resource.id"), List.of());
            assertTrue(ids.size() <= LARGEST_PAGE);
            assertTrue(new JsonPath(page.header("Weald-Disclosure"))
                            .getList("persons")
                            .size()
                    <= MOST_AUDITED);
            for (Object id : ids) {
                JsonPath task = as("R0260")
                        .get("/tasks/" + id)
                        .then()
                        .statusCode(200)
                        .extract()
                        .jsonPath();
                if (both.equals(
                        Set.copyOf(task.getList("input.findAll{it.type.coding[0].code=='source-patient'}.valueId")))) {
                    found.add(task);
                }
            }
            String next = bundle.getString("link.find{it.relation=='next'}.url");
            query = next == null ? "" : next.substring(next.indexOf('?') + 1);
        }
        return found;
    }

    private static JsonPath task(Map<String, Object> one, Map<String, Object> other) {
        List<JsonPath> all = tasks(one, other);
        assertEquals(1, all.size());
        return all.getFirst();
    }

    /** Two registrations that may be of one human being, the second of them sent twice. */
    private static List<Map<String, Object>> likely(String name, String other, String more) {
        Map<String, Object> first = store("KZ001", resident(name, more, name, "1984-04-21", local("walk-" + name)));
        String like = resident(name + "far", "", name, "1984-04-21", local("walk-again-" + name));
        Map<String, Object> second = store(other, like);
        assertNotEquals(first.get("person"), second.get("person"));
        assertEquals(second.get("person"), store(other, like).get("person"));
        assertEquals(
                second.get("person"),
                store(other, like.replace("\"gender\"", "\"active\":true,\"gender\""))
                        .get("person"));
        return List.of(first, second);
    }

    @Test
    void whoIsProbablyTheSameIsPutOnTheListOnceAndMergedWhenAStewardSaysSo() {
        List<Map<String, Object>> pair = likely("Walkelm", "KZ001", "");
        JsonPath task = task(pair.get(0), pair.get(1));
        assertEquals("requested", task.getString("status"));

        decide("R0260", task, tag(task), "on-hold")
                .then()
                .statusCode(200)
                .header("ETag", "W/\"2\"")
                .body("status", equalTo("on-hold"));
        decide("R0260", task, tag(task), "accepted").then().statusCode(409).body("rule", equalTo("version"));
        decide("R0260", task, "W/\"2\"", "accepted")
                .then()
                .statusCode(200)
                .header("ETag", "W/\"3\"")
                .body("status", equalTo("completed"));

        assertEquals(
                registered(text(pair.get(0), "sourcePatient")).getString("sub"),
                registered(text(pair.get(1), "sourcePatient")).getString("sub"));
        assertEquals(
                2,
                registered(text(pair.get(0), "sourcePatient"))
                        .getList("source_patients")
                        .size());
    }

    @Test
    void aGuardIsNamedAndOfAnotherOrganisationTwoPeopleDecide() {
        List<Map<String, Object>> pair = likely("Walkoak", "KZ272", RESTRICTED);
        JsonPath task = task(pair.get(0), pair.get(1));
        assertTrue(task.getList("input.findAll{it.type.coding[0].code=='guard'}.valueCode")
                .contains("restricted"));

        decide("R0260", task, tag(task), "accepted").then().statusCode(200).body("status", equalTo("accepted"));
        decide("R0260", task, "W/\"2\"", "accepted").then().statusCode(409).body("rule", equalTo("two-people"));
        decide("R0270", task, "W/\"2\"", "accepted").then().statusCode(200).body("status", equalTo("completed"));

        JsonPath token = registered(text(pair.get(1), "sourcePatient"));
        assertEquals(registered(text(pair.get(0), "sourcePatient")).getString("sub"), token.getString("sub"));
        assertTrue(token.getBoolean("restricted"));
    }

    @Test
    void whoIsRejectedIsNeverJoinedByALaterFeedOrMatch() {
        // Given a pair that a steward says is two
        String number = nhsNumber();
        Map<String, Object> first =
                store("KZ001", resident("Walkash", "", "Walkash", "1984-04-22", verified(number), local("walk-ash")));
        String like = resident("Walkashfar", "", "Walkash", "1984-04-22", local("walk-ash"));
        Map<String, Object> second = store("KZ272", like);
        assertNotEquals(first.get("person"), second.get("person"));
        JsonPath task = task(first, second);

        // When
        decide("R0260", task, tag(task), "rejected").then().statusCode(200).body("status", equalTo("rejected"));

        // Then neither what would be certain, nor the number itself, joins them or asks again
        for (String later : List.of(
                resident("Walkash", "", "Walkash", "1984-04-22", local("walk-ash")),
                resident("Walkash", "", "Walkash", "1984-04-22", verified(number), local("walk-ash")))) {
            assertNotEquals(first.get("person"), store("KZ272", later).get("person"));
        }
        assertEquals("rejected", task(first, second).getString("status"));
        decide("R0260", task, "W/\"2\"", "accepted").then().statusCode(409).body("rule", equalTo("decided"));
    }

    @ParameterizedTest
    @CsvSource({"Alike,1986-07-01,Doubtb,Rosalind", "Unlike,1986-07-02,Doubtc,Winifred"})
    void aNumberThatLeadsElsewhereThanAStewardsMergeIsForAStewardToSay(
            String name, String born, String family, String given) {
        // Given a merge of two without a number, and somebody else's number
        String number = nhsNumber();
        String one =
                resident(name + "a", "", "Doubta", born, local(name + "-1")).replace("Rosalind", "Petronella");
        String two = resident(name + "b", "", "Doubtb", born, local(name + "-2"));
        String three = resident(name + "c", "", family, born, verified(number), local(name));
        Map<String, Object> source = store("KZ001", one);
        Map<String, Object> target = store("KZ001", two);
        Map<String, Object> third = store("KZ272", three.replace("Rosalind", given));
        merge(text(source, "person"), text(target, "person")).statusCode(200);

        // When each side comes with that number, twice
        for (String side : List.of(one, two)) {
            String numbered = side.replace("\"identifier\":[", "\"identifier\":[" + verified(number) + ",");
            assertEquals(target.get("person"), store("KZ001", numbered).get("person"));
            assertEquals(target.get("person"), store("KZ001", numbered).get("person"));
        }

        // Then
        assertEquals("requested", task(source, third).getString("status"));
        assertEquals("requested", task(target, third).getString("status"));
        assertEquals(
                third.get("person"), registered(text(third, "sourcePatient")).getString("sub"));
    }
}
