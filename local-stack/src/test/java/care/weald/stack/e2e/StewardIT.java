package care.weald.stack.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import care.weald.stack.Json;
import care.weald.stack.e2e.Api.Answer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** One person registered twice by a surgery, once without an NHS number: put together and taken apart by its steward. */
@ExtendWith(RunningStack.class)
class StewardIT {

    private static final String FHIR = "application/fhir+json";
    private static final String SECOND = "second-number";
    private static final String LOCAL = "https://kz016.example/Id/local-patient-number|";

    private final Api gp = Api.as("gp.bell");
    private final Api steward = Api.as("records.dean");

    @Test
    void s177AMergeShowsAtOnceLeavesAReceiptAndIsUndoneByUnlink() {
        // Given
        assertEquals(
                200,
                Api.as("feed-kz016")
                        .feed(Messages.conditions("KZ016", "transaction", Person.TWICE, "twice-oakfield"))
                        .status());
        assertEquals(
                200,
                Api.as("feed-kz016")
                        .feed(Messages.withoutNumber(
                                Messages.conditions("KZ016", "transaction", SECOND, "twice-again")))
                        .status());
        String kept = gp.person(Person.TWICE);
        String other = other();
        assertFalse(kept.equals(other));
        assertEquals(1, conditions(kept));

        // When
        Answer merged = merge(steward, other, kept);

        // Then
        assertEquals(200, merged.status(), merged.body());
        assertTrue(merged.header("x-weald-receipt").isPresent());
        Pause.until(() -> conditions(kept) == 2);
        assertEquals(kept, other());
        assertTrue(isAudited(kept), "the merge is in the trail of the person");

        // When
        Answer parted = steward.post(
                "/fhir/Patient/" + kept + "/$unlink",
                FHIR,
                "{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"source-patient\",\"valueId\":\""
                        + moved(merged.json())
                        + "\"},{\"name\":\"reason\",\"valueString\":\"Two people of one name\"}]}");

        // Then
        assertEquals(200, parted.status(), parted.body());
        Pause.until(() -> conditions(kept) == 1);
        Pause.until(() -> other().equals(other));
    }

    @Test
    void s177WhoIsNoStewardMergesNobody() {
        // When
        Answer refused =
                merge(gp, UUID.randomUUID().toString(), UUID.randomUUID().toString());

        // Then
        assertEquals(403, refused.status(), refused.body());
        assertEquals("ACCESS_DENIED", refused.spineCode());
    }

    @Test
    void s177NobodyIsMergedWhomTheStewardsOrganisationDoesNotHave() {
        // Given
        String theirs = Api.as("gp.stone").person(Person.FANNY);
        String ours = gp.person(Person.BILLIE);

        // When
        Answer hidden = merge(steward, theirs, ours);
        Answer absent = merge(steward, UUID.randomUUID().toString(), ours);

        // Then
        assertEquals(404, hidden.status(), hidden.body());
        assertEquals(absent.body(), hidden.body());
    }

    @Test
    void s177APossibleDuplicateIsListedAndDecidedAsItWasRead() {
        // Given
        for (String name : List.of("task-one", "task-two")) {
            assertEquals(200, Api.as("feed-kz016").feed(likely(name)).status());
        }
        Set<String> both = Set.of(patient("Ttask-one"), patient("Ttask-two"));
        assertEquals(2, both.size());

        // When
        JsonNode listed = task(both);
        String path = "/fhir/Task/" + listed.path("id").asText();
        Answer read = steward.get(path);
        String tag = read.header("etag").orElseThrow();
        Answer unread = steward.put(path, FHIR, decision(listed, "on-hold"));
        Answer deferred = steward.put(path, FHIR, decision(listed, "on-hold"), "If-Match", tag);
        Answer stale = steward.put(path, FHIR, decision(listed, "rejected"), "If-Match", tag);
        Answer rejected = steward.put(
                path,
                FHIR,
                decision(listed, "rejected"),
                "If-Match",
                deferred.header("etag").orElseThrow());

        // Then
        assertEquals(428, unread.status(), unread.body());
        assertEquals(200, deferred.status(), deferred.body());
        assertEquals(412, stale.status(), stale.body());
        assertEquals(200, rejected.status(), rejected.body());
        assertEquals("rejected", rejected.json().path("status").asText());
        assertTrue(rejected.header("x-weald-receipt").isPresent());
        assertEquals(200, Api.as("feed-kz016").feed(likely("task-two")).status());
        assertEquals(both, Set.of(patient("Ttask-one"), patient("Ttask-two")));
    }

    @Test
    void s104ARegistrationIsRemovedUntilItIsSentAgain() {
        // Given
        Api system = Api.as("feed-kz016");
        String path = "/fhir/Patient?identifier=" + LOCAL + "Tremoved-one";
        assertEquals(200, system.feed(likely("removed-one")).status());
        String person = patient("Tremoved-one");

        // When
        Answer first = system.delete(path);
        Answer second = system.delete(path);

        // Then
        assertEquals(204, first.status(), first.body());
        assertEquals(204, second.status(), second.body());
        assertTrue(first.header("x-weald-receipt").isPresent());
        assertEquals(404, Api.as("feed-kz040").delete(path).status());
        Pause.until(() -> gp.get("/fhir/Patient/" + person).status() == 404);
        assertEquals(200, system.feed(likely("removed-one")).status());
        assertEquals(person, patient("Tremoved-one"));
    }

    @Test
    void s104TwoRegistrationsThatTheirSourceMadeOneLeadToOnePerson() {
        // Given
        Api system = Api.as("feed-kz016");
        assertEquals(200, system.feed(likely("replaced-one")).status());
        assertEquals(200, system.feed(likely("replaced-two")).status());
        assertNotEquals(patient("Treplaced-one"), patient("Treplaced-two"));
        ObjectNode former = Messages.resource(likely("replaced-two"), 0);
        ObjectNode link =
                former.put("active", false).putArray("link").addObject().put("type", "replaced-by");
        link.putObject("other").put("reference", "Patient?identifier=" + LOCAL + "Treplaced-one");

        // When
        String path = "/fhir/Patient?identifier=" + LOCAL + "Treplaced-two";
        Answer first = system.put(path, FHIR, Json.write(former));
        Answer second = system.put(path, FHIR, Json.write(former));
        link.putObject("other").put("reference", "Patient?identifier=" + LOCAL + "Tnobody");
        Answer unknown = system.put(path, FHIR, Json.write(former));

        // Then
        assertEquals(200, first.status(), first.body());
        assertEquals(200, second.status(), second.body());
        assertEquals(422, unknown.status(), unknown.body());
        Pause.until(() -> patient("Treplaced-one").equals(patient("Treplaced-two")));
    }

    /** A registration without an NHS number, like every other one of this kind. */
    private static ObjectNode likely(String name) {
        ObjectNode bundle = Messages.withoutNumber(Messages.conditions("KZ016", "transaction", name, "likely-" + name));
        ObjectNode patient = Messages.resource(bundle, 0);
        ObjectNode called = patient.putArray("name").addObject().put("family", "Quill" + name.replaceAll("-.*", ""));
        called.putArray("given").add("Ottoline");
        patient.put("gender", "female").put("birthDate", "1977-08-19");
        ObjectNode home = patient.putArray("address").addObject().put("city", "Sandbourne");
        home.put("postalCode", "SB7 3QT").putArray("line").add("11 Fern Lane");
        return bundle;
    }

    private static String decision(JsonNode task, String status) {
        return "{\"resourceType\":\"Task\",\"id\":\"" + task.path("id").asText() + "\",\"status\":\"" + status
                + "\",\"statusReason\":{\"text\":\"As the letters say\"}}";
    }

    /** The open Task that names {@code both}, on whichever page it is. */
    private JsonNode task(Set<String> both) {
        String path = "/fhir/Task?code=possible-duplicate&status=requested";
        while (!path.isEmpty()) {
            Answer page = steward.get(path);
            assertEquals(200, page.status(), page.body());
            assertTrue(page.resources().count() <= 25);
            Optional<JsonNode> found = page.resources()
                    .filter(task -> both.stream().allMatch(id -> task.toString().contains("Patient/" + id)))
                    .findFirst();
            if (found.isPresent()) {
                return found.get();
            }
            String next = page.json().at("/link/0/url").asText("");
            path = next.isEmpty() ? "" : next.substring(next.indexOf("/fhir/"));
        }
        throw new AssertionError("no such task");
    }

    /** The id of the person whom the surgery's local number leads to. */
    private String patient(String number) {
        return gp.get("/fhir/Patient?identifier=" + LOCAL + number)
                .json()
                .at("/entry/0/resource/id")
                .asText();
    }

    @Test
    void s75PeopleAreFoundByNameAndBirthDateAndByLikeness() {
        // Given
        JsonNode patient = gp.get("/fhir/Patient/" + gp.person(Person.BILLIE)).json();
        String family = patient.at("/name/0/family").asText();
        String born = patient.path("birthDate").asText();

        // When
        Answer found = gp.get(
                "/fhir/Patient?family=" + URLEncoder.encode(family, StandardCharsets.UTF_8) + "&birthdate=" + born);
        Answer alike = gp.post(
                "/fhir/Patient/$match",
                FHIR,
                "{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"resource\",\"resource\":"
                        + "{\"resourceType\":\"Patient\",\"name\":" + patient.path("name") + ",\"gender\":"
                        + patient.path("gender") + ",\"birthDate\":\"" + born + "\",\"address\":"
                        + patient.path("address") + "}}]}");

        // Then
        for (Answer answer : List.of(found, alike)) {
            assertEquals(200, answer.status(), answer.body());
            assertTrue(answer.header("x-weald-receipt").isPresent());
            assertEquals(
                    List.of(patient.path("id").asText()),
                    answer.resources().map(each -> each.path("id").asText()).toList());
            assertTrue(answer.json().at("/entry/0/search/score").asDouble() > 0.9, answer.body());
        }
        assertTrue(alike.body().contains("match-grade"), alike.body());
    }

    private static Answer merge(Api who, String source, String target) {
        return who.post(
                "/fhir/Patient/$merge",
                FHIR,
                "{\"resourceType\":\"Parameters\",\"parameter\":["
                        + "{\"name\":\"source-patient\",\"valueReference\":{\"reference\":\"Patient/" + source + "\"}},"
                        + "{\"name\":\"target-patient\",\"valueReference\":{\"reference\":\"Patient/" + target
                        + "\"}},{\"name\":\"reason\",\"valueString\":\"Registered twice\"}]}",
                "Idempotency-Key",
                UUID.randomUUID().toString());
    }

    /** The id of the person whom the surgery's second number leads to. */
    private String other() {
        return patient("T" + SECOND);
    }

    /** How many conditions the person's record shows. */
    private long conditions(String person) {
        return gp.get("/fhir/Condition?patient=" + person).resources().count();
    }

    private static boolean isAudited(String person) {
        return Api.as("auditor.shaw")
                .get("/fhir/AuditEvent?patient=" + person + "&_count=50")
                .body()
                .contains("$merge");
    }

    private static String moved(JsonNode parameters) {
        return StreamSupport.stream(parameters.path("parameter").spliterator(), false)
                .filter(parameter -> parameter.path("name").asText().equals("moved"))
                .flatMap(
                        parameter -> StreamSupport.stream(parameter.path("part").spliterator(), false))
                .filter(part -> part.path("name").asText().equals("source-patient"))
                .map(part ->
                        part.path("valueId").asText(part.path("valueString").asText()))
                .findFirst()
                .orElseThrow();
    }
}
