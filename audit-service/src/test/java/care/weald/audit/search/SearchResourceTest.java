package care.weald.audit.search;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;

import care.weald.audit.support.Events;
import care.weald.audit.support.Peers;
import care.weald.audit.support.Permits;
import care.weald.audit.support.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(Peers.class)
@QuarkusTestResource(SearchResourceTest.Programme.class)
class SearchResourceTest {

    private static final String PRIVACY_OFFICER = "R0001";
    private static final String AUDIT_MANAGER = "R5100";

    private static final Pattern PATIENT = Pattern.compile("patient=([0-9a-f-]{36})");

    private final UUID person = UUID.randomUUID();

    /** The one organisation whose audit managers see every organisation's events. */
    public static class Programme implements QuarkusTestResourceLifecycleManager {

        @Override
        public Map<String, String> start() {
            return Map.of("weald.audit.search.all-organisations", "KZ099");
        }

        @Override
        public void stop() {
            // nothing runs
        }
    }

    @Test
    void aPersonsEventsComeNewestFirst() {
        // Given three events about one person and one about another
        List<UUID> ids = List.of(happened("KZ016", person), happened("KZ016", person), happened("KZ016", person));
        UUID other = happened("KZ016", UUID.randomUUID());

        // When they are searched
        ValidatableResponse found = search("KZ016", PRIVACY_OFFICER, "patient=" + person);

        // Then
        found.statusCode(200)
                .contentType(startsWith("application/fhir+json"))
                .body("resourceType", equalTo("Bundle"))
                .body("type", equalTo("searchset"))
                .body("total", nullValue())
                .body(
                        "entry.resource.id",
                        equalTo(ids.reversed().stream().map(UUID::toString).toList()))
                .body("entry.resource.id", not(hasItem(other.toString())))
                .body("entry[0].fullUrl", equalTo("http://localhost:8080/fhir/AuditEvent/" + ids.getLast()));
        assertEquals(
                "{\"categories\":[],\"items\":3,\"withheld\":0,\"organisations\":[\"KZ016\"]}",
                found.extract().header("Weald-Disclosure"));
    }

    @Test
    void anEventThatShowedSeveralIsFoundByEachOfThem() {
        UUID second = UUID.randomUUID();
        UUID own = happened("KZ016", person);
        UUID both = showed("KZ016", List.of(person, second));
        UUID newest = happened("KZ016", person);
        UUID elsewhere = showed("KX001", List.of(person, second));

        search("KZ016", PRIVACY_OFFICER, "patient=" + person)
                .body("entry.resource.id", equalTo(List.of(newest.toString(), both.toString(), own.toString())));
        search("KZ016", PRIVACY_OFFICER, "patient=" + second)
                .body("entry.resource.id", equalTo(List.of(both.toString())));
        search("KX001", PRIVACY_OFFICER, "patient=" + second)
                .body("entry.resource.id", equalTo(List.of(elsewhere.toString())));
        search("KZ016", PRIVACY_OFFICER, "patient=" + UUID.randomUUID()).body("entry", nullValue());
    }

    @Test
    void pagesFollowEachOtherWithoutLossOrRepeat() {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            ids.add((i % 2 == 0 ? happened("KZ016", person) : showed("KZ016", List.of(person, UUID.randomUUID())))
                    .toString());
        }
        List<String> found = new ArrayList<>();
        String query = "patient=" + person + "&_count=3&_sort=-date";

        for (int page = 0; page < 3; page++) {
            ValidatableResponse answer = search("KZ016", PRIVACY_OFFICER, query).statusCode(200);
            List<String> onPage = answer.extract().path("entry.resource.id");
            found.addAll(onPage);
            String next = answer.extract().path("link.find { it.relation == 'next' }?.url");
            query = next == null ? "" : next.substring(next.indexOf('?') + 1);
            // an event that comes between two pages does not shift them
            UUID _ = happened("KZ016", person);
        }

        assertEquals(ids.reversed(), found);
        assertEquals("", query);
    }

    /** Row D11. */
    @Test
    void theEventsOfAnotherIdAreThePersonsForAsLongAsItWas() {
        // Given events about the person, about an id that is merged into theirs, and about one that was for a time
        UUID merged = UUID.randomUUID();
        UUID former = UUID.randomUUID();
        UUID before = happened("KZ016", former);
        Instant began = Instant.now();
        UUID during = happened("KZ016", former);
        UUID both = showed("KZ016", List.of(person, merged));
        Instant ended = Instant.now();
        UUID after = happened("KZ016", former);
        UUID own = happened("KZ016", person);
        String permit = Permits.trail(
                "KZ016",
                PRIVACY_OFFICER,
                person,
                List.of(
                        Map.of("id", merged.toString(), "from", "2020-01-01T00:00:00Z"),
                        Map.of(
                                "id", former.toString(),
                                "from", began.toString(),
                                "until", ended.toString())));

        // When the person's events are searched, page by page
        List<String> first = search("KZ016", PRIVACY_OFFICER, permit, "_count=2&patient=" + person)
                .extract()
                .path("entry.resource.id");
        List<String> all = search("KZ016", PRIVACY_OFFICER, permit, "patient=" + person)
                .body("entry.resource.id", not(hasItem(before.toString())))
                .body("entry.resource.id", not(hasItem(after.toString())))
                .extract()
                .path("entry.resource.id");

        // Then each is there once, the newest first
        assertEquals(List.of(own.toString(), both.toString(), during.toString()), all);
        assertEquals(all.subList(0, 2), first);
    }

    @Test
    void aPermitIsForOnePersonsEvents() {
        UUID other = UUID.randomUUID();
        UUID _ = happened("KZ016", other);

        for (String permit : List.of(
                Permits.permit("KZ016", PRIVACY_OFFICER, "audit", person),
                Permits.permit("KZ016", PRIVACY_OFFICER, "audit"))) {
            search("KZ016", PRIVACY_OFFICER, permit, "patient=" + other)
                    .statusCode(403)
                    .body("type", equalTo("urn:weald:problem:refused"));
        }
    }

    @Test
    void anAuditorSeesOnlyTheirOwnOrganisationsEvents() {
        UUID own = happened("KZ016", person);
        UUID others = happened("KX001", person);

        search("KZ016", PRIVACY_OFFICER, "patient=" + person)
                .body("entry.resource.id", equalTo(List.of(own.toString())));
        search("KX001", PRIVACY_OFFICER, "patient=" + person)
                .body("entry.resource.id", equalTo(List.of(others.toString())));
        search("KX001", PRIVACY_OFFICER, "agent=user-KZ016-R8000").body("entry", nullValue());
    }

    @Test
    void theProgrammesAuditManagerSeesEverybodys() {
        UUID first = happened("KZ016", person);
        UUID second = happened("KX001", person);

        search("KZ099", AUDIT_MANAGER, "patient=" + person)
                .body("entry.resource.id", equalTo(List.of(second.toString(), first.toString())));
    }

    @Test
    void anAuditManagerOfAnyOtherOrganisationSeesTheirOwnOnly() {
        // Given
        UUID own = happened("KZ016", person);
        UUID _ = happened("KX001", person);
        // Then
        search("KZ016", AUDIT_MANAGER, "patient=" + person).body("entry.resource.id", equalTo(List.of(own.toString())));
    }

    @Test
    void anotherRoleOfTheProgrammeSeesItsOwnOnly() {
        // Given
        UUID _ = happened("KZ016", person);
        // Then
        search("KZ099", PRIVACY_OFFICER, "patient=" + person).body("entry", nullValue());
    }

    @Test
    void datesAgentsOutcomesAndRequestsNarrow() {
        UUID id = happened("KZ016", person);
        String one = "patient=" + person;

        search("KZ016", PRIVACY_OFFICER, one + "&date=ge2020-01-01&date=lt2100").body("entry", hasSize(1));
        search("KZ016", PRIVACY_OFFICER, one + "&date=lt2020-01-01").body("entry", nullValue());
        search("KZ016", PRIVACY_OFFICER, one + "&agent=user-KZ016-R8000").body("entry", hasSize(1));
        search("KZ016", PRIVACY_OFFICER, one + "&agent=nobody").body("entry", nullValue());
        search("KZ016", PRIVACY_OFFICER, one + "&outcome=4,8").body("entry", nullValue());
        search("KZ016", PRIVACY_OFFICER, one + "&outcome=0&type=rest&subtype=read")
                .body("entry", hasSize(1));
        search("KZ016", PRIVACY_OFFICER, "entity=" + request(id))
                .body("entry.resource.id", equalTo(List.of(id.toString())));
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " -> ",
            value = {
                "action=R -> action=C",
                "purpose=TREAT -> purpose=ETREAT",
                "source.identifier=urn:weald:gateway -> source=consent-service",
                "_lastUpdated=ge2020-01-01 -> _lastUpdated=lt2020-01-01",
                "agent.identifier=https://fhir.nhs.uk/Id/ods-organization-code%7CKZ016"
                        + " -> agent.identifier=https://fhir.nhs.uk/Id/ods-organization-code%7CKZ001",
                "agent.identifier=https://fhir.nhs.uk/Id/sds-user-id%7Cuser-KZ016-R8000"
                        + " -> agent.identifier=https://fhir.nhs.uk/Id/sds-user-id%7Cnobody"
            })
    void theParametersOfBalpNarrow(String met, String missed) {
        UUID id = happened("KZ016", person);

        search("KZ016", PRIVACY_OFFICER, "patient=" + person + "&" + met)
                .body("entry.resource.id", equalTo(List.of(id.toString())));
        search("KZ016", PRIVACY_OFFICER, "patient=" + person + "&" + missed).body("entry", nullValue());
    }

    @Test
    void anEventIsFoundByItsIdByItsOrganisationAlone() {
        UUID id = happened("KZ016", person);

        search("KZ016", PRIVACY_OFFICER, "_id=" + id).body("entry.resource.id", equalTo(List.of(id.toString())));
        search("KZ016", PRIVACY_OFFICER, "_id=" + UUID.randomUUID()).body("entry", nullValue());
        search("KZ001", PRIVACY_OFFICER, "_id=" + id).body("entry", nullValue());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "patient=9912003888",
                "patient=",
                "name=x",
                "date=soon",
                "_count=0",
                "_count=many",
                "_sort=date",
                "_cursor=x",
                "outcome=,",
                "patient:missing=true",
                "agent=a&agent=b",
                "agent=%00",
                "_id=1",
                "_id=",
                "address=192.0.2.7"
            })
    void whatIsNotOnTheListIsRefused(String query) {
        search("KZ016", PRIVACY_OFFICER, query)
                .statusCode(400)
                .body("type", equalTo("urn:weald:problem:invalid-parameter"));
    }

    @Test
    void aPageHasAtMostFiveHundred() {
        UUID _ = happened("KZ016", person);

        search("KZ016", PRIVACY_OFFICER, "patient=" + person + "&_count=100000").body("entry", hasSize(1));
    }

    @Test
    void onlyAnAuditPermitSearches() {
        UUID _ = happened("KZ016", person);
        String caller = Peers.caller("audit-service", "KZ016", PRIVACY_OFFICER, "HOPERAT");

        for (String permit : List.of(
                Permits.permit("KZ016", PRIVACY_OFFICER, "read", person),
                Permits.deny("KZ016", PRIVACY_OFFICER, "role-known", person),
                Permits.permit("KX001", PRIVACY_OFFICER, "audit"))) {
            given().header("Authorization", "Bearer " + caller)
                    .header("Weald-Permit", permit)
                    .get("/audit-events")
                    .then()
                    .statusCode(403);
        }
        given().header("Authorization", "Bearer " + caller)
                .get("/audit-events")
                .then()
                .statusCode(403);
        given().get("/audit-events").then().statusCode(401);
    }

    @Test
    void aCursorGivesNoRightToSeeMore() {
        UUID _ = happened("KX001", person);
        String cursor = new Cursor(DateRange.ALWAYS.until(), Long.MAX_VALUE).text();

        search("KZ016", PRIVACY_OFFICER, "patient=" + person + "&_cursor=" + cursor)
                .statusCode(200)
                .body("entry", nullValue());
        search("KX001", PRIVACY_OFFICER, "patient=" + person + "&_cursor=" + cursor)
                .body("entry", hasSize(1));
    }

    private static UUID happened(String organisation, UUID person) {
        UUID id = Events.uuid7();
        Map<String, Object> event = Events.read(id);
        event.put("requestId", request(id));
        given().header("Authorization", "Bearer " + Peers.caller("audit-service", organisation, "R8000", "TREAT"))
                .header("Weald-Permit", Permits.permit(organisation, "R8000", "read", person))
                .contentType("application/json")
                .body(event)
                .post("/events")
                .then()
                .statusCode(201);
        return id;
    }

    private static UUID showed(String organisation, List<UUID> people) {
        UUID id = Events.uuid7();
        given().header("Authorization", "Bearer " + Peers.caller("audit-service", organisation, "R8000", "TREAT"))
                .header("Weald-Permit", Permits.permit(organisation, "R8000", "people"))
                .contentType("application/json")
                .body(Events.people(id, people))
                .post("/events")
                .then()
                .statusCode(201);
        return id;
    }

    private static String request(UUID id) {
        return UUID.nameUUIDFromBytes(id.toString().getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    private static ValidatableResponse search(String organisation, String role, String query) {
        Matcher patient = PATIENT.matcher(query);
        return search(
                organisation,
                role,
                patient.find()
                        ? Permits.permit(organisation, role, "audit", UUID.fromString(patient.group(1)))
                        : Permits.permit(organisation, role, "audit"),
                query);
    }

    private static ValidatableResponse search(String organisation, String role, String permit, String query) {
        return RestAssured.given()
                .urlEncodingEnabled(false)
                .header("Authorization", "Bearer " + Peers.caller("audit-service", organisation, role, "HOPERAT"))
                .header("Weald-Permit", permit)
                .get("/audit-events?" + query)
                .then();
    }
}
