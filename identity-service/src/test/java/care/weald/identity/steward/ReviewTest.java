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
import static care.weald.identity.samples.Traces.somebody;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import care.weald.identity.support.Peers;
import care.weald.identity.support.PostgresResource;
import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The work list of possible duplicates. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(Peers.class)
class ReviewTest {

    private static final String EXPLANATION = """
            {"total":21.5,"prior":-21,"probability":0.6,"grade":"possible","model":"test",
             "fields":[{"name":"given","level":"exact","weight":21.5,"group":"own"}],"guards":["margin"]}""";

    @Inject
    Pool pool;

    private static String text(Map<String, Object> stored, String name) {
        return String.valueOf(Objects.requireNonNull(stored.get(name)));
    }

    private static RequestSpecification as(String role) {
        return given().header("Authorization", "Bearer " + caller("KZ001", role))
                .header("Weald-Permit", permit("KZ001", role, "steward"))
                .contentType("application/fhir+json");
    }

    @CanIgnoreReturnValue
    private String task(Map<String, Object> one, Map<String, Object> other) {
        return pool.preparedQuery("""
                        insert into review_task (a, b, priority, weight, explanation)
                        values (least($1::uuid, $2::uuid), greatest($1::uuid, $2::uuid), 'routine', 21.5, $3::text::jsonb)
                        on conflict (a, b) do update set status = 'requested' returning id::text
                        """)
                .execute(Tuple.of(
                        UUID.fromString(text(one, "sourcePatient")),
                        UUID.fromString(text(other, "sourcePatient")),
                        EXPLANATION))
                .await()
                .indefinitely()
                .iterator()
                .next()
                .getString(0);
    }

    private static Response decide(String role, String task, String tag, String status) {
        return as(role).header("If-Match", tag)
                .body("{\"resourceType\":\"Task\",\"id\":\"" + task + "\",\"status\":\"" + status
                        + "\",\"statusReason\":{\"text\":\"as the letters say\"}}")
                .put("/tasks/" + task);
    }

    private static JsonPath read(String task) {
        return as("R0260")
                .get("/tasks/" + task)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    @Test
    void aTaskNamesBothPatientsAndTheWeightOfEachField() {
        Map<String, Object> one = store("KZ260", somebody("", "Taskwood", "1982-01-01", local("t-1")));
        Map<String, Object> two = store("KZ261", somebody("", "Otherwise", "1952-12-31", local("t-1")));
        String id = task(one, two);

        JsonPath task = read(id);

        assertEquals("requested", task.getString("status"));
        assertEquals("review-possible-duplicate", task.getString("code.coding[0].code"));
        Set<Object> patients = new HashSet<>(
                task.getList("input.findAll{it.type.coding[0].code=='patient'}.valueReference.reference"));
        assertEquals(Set.of("Patient/" + text(one, "person"), "Patient/" + text(two, "person")), patients);
        assertTrue(patients.contains(task.getString("focus.reference")));
        assertEquals(
                List.of("given: exact"), task.getList("input.findAll{it.type.coding[0].code=='weight'}.type.text"));
        assertFalse(task.prettify().contains("Taskwood"));
    }

    @Test
    void acceptedMergesAtOnce() {
        Map<String, Object> one = store("KZ001", somebody("", "Acceptwood", "1982-01-02", local("t-2-260")));
        Map<String, Object> two = store("KZ001", somebody("", "Otherwise", "1952-12-30", local("t-2-261")));
        String id = task(one, two);

        decide("R0260", id, "W/\"1\"", "accepted")
                .then()
                .statusCode(200)
                .header("ETag", "W/\"2\"")
                .body("status", equalTo("completed"))
                .body("output[0].valueReference.reference", equalTo("Patient/" + text(one, "person")));

        assertEquals(text(one, "person"), registered(text(two, "sourcePatient")).getString("sub"));
        decide("R0260", id, "W/\"2\"", "rejected").then().statusCode(409).body("rule", equalTo("decided"));
    }

    @Test
    void aVerdictWhoseAnswerWasLostMayBeSentAgainAndNoOther() {
        Map<String, Object> one = store("KZ001", somebody("", "Againwood", "1982-02-02", local("t-12-260")));
        Map<String, Object> two = store("KZ001", somebody("", "Otherwise", "1952-11-30", local("t-12-261")));
        String id = task(one, two);
        decide("R0260", id, "W/\"1\"", "accepted").then().statusCode(200);

        Response again = decide("R0260", id, "W/\"1\"", "accepted");

        again.then().statusCode(200).header("ETag", "W/\"2\"").body("status", equalTo("completed"));
        decide("R0260", id, "W/\"1\"", "rejected").then().statusCode(409).body("rule", equalTo("version"));
        decide("R0270", id, "W/\"1\"", "accepted").then().statusCode(409).body("rule", equalTo("version"));
    }

    @Test
    void acrossOrganisationsTwoDifferentPeopleMustAccept() {
        Map<String, Object> one = store("KZ260", somebody("", "Acrosswood", "1982-01-07", local("t-8")));
        Map<String, Object> two = store("KZ001", somebody("", "Otherwise", "1952-12-25", local("t-8")));
        String id = task(one, two);

        decide("R0260", id, "W/\"1\"", "accepted").then().statusCode(200).body("status", equalTo("accepted"));
        assertEquals(text(two, "person"), registered(text(two, "sourcePatient")).getString("sub"));
        decide("R0260", id, "W/\"2\"", "accepted").then().statusCode(409).body("rule", equalTo("two-people"));
        decide("R0270", id, "W/\"2\"", "accepted").then().statusCode(200).body("status", equalTo("completed"));

        assertEquals(text(one, "person"), registered(text(two, "sourcePatient")).getString("sub"));
    }

    @ParameterizedTest
    @CsvSource({"numbers", "restricted"})
    void twoDifferentPeopleMustAcceptWhereItMatters(String why) {
        boolean numbers = why.equals("numbers");
        Map<String, Object> one = store(
                "KZ260",
                numbers
                        ? somebody("", "Twowood", "1982-01-03", verified(nhsNumber()), local("t-3"))
                        : somebody(RESTRICTED, "Twowood", "1982-01-03", local("t-3r")));
        Map<String, Object> two = store(
                "KZ261",
                numbers
                        ? somebody("", "Otherwise", "1952-12-29", verified(nhsNumber()), local("t-3"))
                        : somebody("", "Otherwise", "1952-12-29", local("t-3r")));
        String id = task(one, two);

        decide("R0260", id, "W/\"1\"", "accepted").then().statusCode(200).body("status", equalTo("accepted"));
        assertNotEquals(
                registered(text(one, "sourcePatient")).getString("sub"),
                registered(text(two, "sourcePatient")).getString("sub"));
        decide("R0260", id, "W/\"2\"", "accepted").then().statusCode(409).body("rule", equalTo("two-people"));
        decide("R0270", id, "W/\"2\"", "accepted").then().statusCode(200).body("status", equalTo("completed"));

        JsonPath merged = registered(text(one, "sourcePatient"));
        assertEquals(registered(text(two, "sourcePatient")).getString("sub"), merged.getString("sub"));
        assertEquals(!numbers, merged.getBoolean("restricted"));
    }

    @Test
    void rejectedKeepsThemApart() {
        String number = nhsNumber();
        Map<String, Object> one =
                store("KZ260", somebody("", "Apartwood", "1982-01-04", verified(number), local("t-4")));
        Map<String, Object> two = store("KZ261", somebody("", "Otherwise", "1952-12-28", local("t-4")));
        String id = task(one, two);

        decide("R0260", id, "\"1\"", "rejected").then().statusCode(200).body("status", equalTo("rejected"));

        assertNotEquals(
                text(one, "person"),
                text(
                        store("KZ261", somebody("", "Apartwood", "1982-01-04", verified(number), local("t-4"))),
                        "person"));
    }

    @Test
    void whatIsPutOffIsStillThereAndWhatHasBecomeOneIsNot() {
        Map<String, Object> one = store("KZ001", somebody("", "Laterwood", "1982-01-05", local("t-5-260")));
        Map<String, Object> two = store("KZ001", somebody("", "Otherwise", "1952-12-27", local("t-5-261")));
        String id = task(one, two);

        decide("R0260", id, "W/\"1\"", "on-hold").then().statusCode(200).body("status", equalTo("on-hold"));
        merge(text(one, "person"), text(two, "person")).statusCode(200);

        assertEquals("cancelled", read(id).getString("status"));
    }

    @Test
    void aStaleOrMissingVersionIsRefused() {
        Map<String, Object> one = store("KZ260", somebody("", "Stalewood", "1982-01-06", local("t-6")));
        Map<String, Object> two = store("KZ261", somebody("", "Otherwise", "1952-12-26", local("t-6")));
        String id = task(one, two);

        decide("R0260", id, "W/\"7\"", "accepted").then().statusCode(409).body("rule", equalTo("version"));
        decide("R0260", id, "*", "accepted").then().statusCode(400);
        decide("R0260", id, "W/\"1\"", "completed").then().statusCode(400);
        decide("R0260", UUID.randomUUID().toString(), "W/\"1\"", "accepted")
                .then()
                .statusCode(404);
        as("R0260").get("/tasks/rosa").then().statusCode(404);
    }

    @Test
    void theListIsPagedAndFiltered() {
        for (int i = 0; i < 3; i++) {
            String name = local("t-7-" + i);
            task(
                    store("KZ260", somebody("", "Listwood", "1982-02-0" + (i + 1), name)),
                    store("KZ261", somebody("", "Otherwise", "1953-12-0" + (i + 1), name)));
        }
        Set<Object> seen = new HashSet<>();
        String query = "status=requested&_count=1";
        int pages = 0;

        while (!query.isEmpty()) {
            JsonPath page = as("R0260")
                    .urlEncodingEnabled(false)
                    .get("/tasks?" + query)
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath();
            seen.addAll(page.getList("entry.resource.id"));
            String next = page.getString("link.find{it.relation=='next'}.url");
            query = next == null ? "" : next.substring(next.indexOf('?') + 1);
            pages++;
        }

        assertEquals(seen.size(), pages);
        assertTrue(pages >= 3);
        assertNotNull(
                as("R0260").get("/tasks?priority=urgent").then().statusCode(200).extract());
    }

    @Test
    void aPageHasAtMostTwentyFiveTasksAndLeadsToTheNext() {
        // Given 28 pairs of eight registrations
        List<Map<String, Object>> eight = IntStream.range(0, 8)
                .mapToObj(i -> store("KZ260", somebody("", "Pagewood", "1983-01-0" + (i + 1), local("t-9-" + i))))
                .toList();
        Set<Object> wanted = new HashSet<>();
        for (int one = 0; one < eight.size(); one++) {
            for (int other = one + 1; other < eight.size(); other++) {
                wanted.add(task(eight.get(one), eight.get(other)));
            }
        }

        // When a client that wants them all at once follows the links
        Set<Object> seen = new HashSet<>();
        for (String query = "status=requested&_count=200"; !query.isEmpty(); ) {
            Response answer = as("R0260").urlEncodingEnabled(false).get("/tasks?" + query);
            JsonPath page = answer.then().statusCode(200).extract().jsonPath();
            List<Object> ids = page.getList("entry.resource.id");
            assertTrue(ids.size() <= 25);
            assertTrue(ids.stream().noneMatch(seen::contains));
            assertTrue(new JsonPath(answer.header("Weald-Disclosure"))
                            .getList("persons")
                            .size()
                    <= 50);
            seen.addAll(ids);
            String next = page.getString("link.find{it.relation=='next'}.url");
            query = next == null ? "" : next.substring(next.indexOf('?') + 1);
        }

        // Then
        assertEquals(28, wanted.size());
        assertTrue(seen.containsAll(wanted));
    }

    @ParameterizedTest
    @ValueSource(strings = {"status=open", "priority=high", "_count=0", "_count=x", "_cursor=x", "_cursor=eHx5"})
    void otherParametersAreRefused(String query) {
        as("R0260").urlEncodingEnabled(false).get("/tasks?" + query).then().statusCode(400);
    }

    @Test
    void onlyAPermitToStewardOpensTheList() {
        for (String path : List.of("/tasks", "/tasks/" + UUID.randomUUID())) {
            given().header("Authorization", "Bearer " + caller("KZ001", "R0260"))
                    .header("Weald-Permit", permit("KZ001", "R0260", "people"))
                    .get(path)
                    .then()
                    .statusCode(403);
        }
    }
}
