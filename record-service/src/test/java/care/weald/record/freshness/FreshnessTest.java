package care.weald.record.freshness;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import care.weald.record.support.Feeds;
import care.weald.record.support.Peers;
import care.weald.record.support.Permits;
import care.weald.record.support.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Withheld, absent and late are three answers, and none tells of an objection (capabilities.md, R8, X3 and D2). */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(Peers.class)
@QuarkusTestResource(value = ContractsResource.class, restrictToAnnotatedClass = true)
class FreshnessTest {

    private static final String WARNING = "extension[0].valueCodeableConcept.coding[0].code";
    private static final String REASON = "emptyReason.coding[0].code";

    @Inject
    Freshness freshness;

    @TestHTTPResource(value = "/q/", management = true)
    URI management = URI.create("");

    private final UUID here = UUID.randomUUID();
    private final UUID there = UUID.randomUUID();
    private final UUID person = UUID.randomUUID();

    /** What a permit says besides levels. */
    private record Asker(Map<String, String> levels, List<String> closed, boolean restricted) {}

    private static final Asker DOCTOR = new Asker(Permits.all("F"), List.of(), false);

    @BeforeEach
    void send() throws InterruptedException {
        String observation = Feeds.observation("o-" + here, "Patient/x", "laboratory", "1-8", "");
        Feeds.send(
                        ContractsResource.LATE,
                        Feeds.bundle("transaction", List.of(observation)),
                        Map.of(here, List.of("Patient/x")))
                .statusCode(200);
        String condition = "{\"resourceType\":\"Condition\",\"id\":\"c-" + there
                + "\",\"subject\":{\"reference\":\"Patient/x\"},\"code\":{\"text\":\"something\"}}";
        Feeds.send(
                        ContractsResource.IN_TIME,
                        Feeds.bundle("transaction", List.of(condition)),
                        Map.of(there, List.of("Patient/x")))
                .statusCode(200);
        Instant until = Instant.now().plus(Duration.ofSeconds(20));
        while (!isLookedAt() && Instant.now().isBefore(until)) {
            Thread.sleep(100);
        }
    }

    private boolean isLookedAt() {
        Standing standing = freshness.standing();
        return standing.feeds().stream().filter(feed -> feed.last().isPresent()).count() >= 2
                && !standing.late(Set.of(ContractsResource.LATE)).isEmpty();
    }

    private ValidatableResponse get(Asker asker, String interaction, String path) {
        return get(asker, interaction, path, List.of(here, there));
    }

    private ValidatableResponse get(Asker asker, String interaction, String path, List<UUID> patients) {
        Map<String, Object> weald = Permits.weald("permit", interaction, asker.levels(), patients, List.of("V"));
        weald.put("closed", asker.closed());
        weald.put("restricted", asker.restricted());
        weald.put(
                "source_patients",
                List.of(
                        Map.of(
                                "organization",
                                ContractsResource.LATE,
                                "patient",
                                patients.getFirst().toString()),
                        Map.of(
                                "organization",
                                ContractsResource.IN_TIME,
                                "patient",
                                patients.getLast().toString())));
        return given().header("Authorization", "Bearer " + Permits.caller())
                .header(
                        "Weald-Permit",
                        Permits.sign("record-service", Permits.ORGANISATION, Permits.ROLE, weald, person.toString()))
                .get(path)
                .then()
                .statusCode(200);
    }

    private static String list(int category) {
        return "entry.resource.find { it.meta.security.code.contains('cat-%02d') && it.resourceType == 'List' }."
                .formatted(category);
    }

    @Test
    void aLateFeedIsToldOnTheListsOfWhatItBringsAndOnNoOther() {
        get(DOCTOR, "record", "/record?category=cat-16&category=cat-07")
                .body(list(16) + "entry.size()", equalTo(1))
                .body(list(16) + WARNING, equalTo("data-in-transit"))
                .body(list(16) + "note[0].text", containsString("has sent nothing since 20"))
                .body(list(7) + "extension", nullValue())
                .body(list(7) + "note", nullValue());
    }

    @Test
    void nothingRecordedNotAskedAndUnavailableAreThreeReasons() {
        String none = "/record?category=cat-09&category=cat-18&category=cat-16";
        get(DOCTOR, "record", none, List.of(UUID.randomUUID(), UUID.randomUUID()))
                .body(list(9) + REASON, equalTo("no-content-recorded"))
                .body(list(18) + REASON, equalTo("notasked"))
                .body(list(16) + REASON, equalTo("unavailable"))
                .body(list(16) + WARNING, equalTo("data-in-transit"));
    }

    @Test
    void whatTheRoleDoesNotSeeIsWithheldWhetherOrNotThereIsAny() {
        Asker clerk = new Asker(Map.of("cat-01", "F"), List.of("cat-07", "cat-16"), false);
        String with = plain(get(clerk, "record", "/record?category=cat-07&category=cat-16"));
        String without = plain(get(
                clerk,
                "record",
                "/record?category=cat-07&category=cat-16",
                List.of(UUID.randomUUID(), UUID.randomUUID())));
        assertEquals(without, with);
        get(clerk, "record", "/record?category=cat-16")
                .body(list(16) + REASON, equalTo("withheld"))
                .body(list(16) + WARNING, equalTo("confidential-items"));
    }

    @Test
    void whoeverObjectsLooksAsIfThereWereNothing() {
        // Given a doctor from whom an objection takes categories 7 and 16 of somebody who has them
        Map<String, String> left = Permits.all("F");
        left.keySet().removeAll(List.of("cat-07", "cat-16"));
        String all = "/record";
        // When
        String objecting = plain(get(new Asker(left, List.of(), false), "record", all));
        String nothing = plain(get(DOCTOR, "record", all, List.of(UUID.randomUUID(), UUID.randomUUID())));
        // Then
        assertEquals(nothing, objecting);
        String search = "/items/Observation?_total=accurate";
        assertEquals(
                plain(get(DOCTOR, "search", search, List.of(UUID.randomUUID(), UUID.randomUUID()))),
                plain(get(new Asker(left, List.of(), false), "search", search)));
    }

    /** The bytes but for the moment. */
    private static String plain(ValidatableResponse answer) {
        return answer.extract().asString().replaceAll("\"date\":\"[^\"]*\"", "");
    }

    @Test
    void nothingIsToldAboutTheSourcesOfARestrictedPerson() {
        get(new Asker(Permits.all("F"), List.of(), true), "record", "/record?category=cat-16&category=cat-18")
                .body(list(16) + "extension", nullValue())
                .body(list(18) + REASON, equalTo("unavailable"));
    }

    @Test
    void aSearchSaysWhenAFeedIsLateUnlessTheRoleSeesNothingOfIt() {
        get(DOCTOR, "search", "/items/Observation?_total=accurate")
                .body("total", equalTo(1))
                .body("entry.search.mode", hasItem("outcome"))
                .body("entry[1].resource.issue[0].details.coding[0].code", equalTo("data-in-transit"));
        get(DOCTOR, "search", "/items/Condition").body("entry.search.mode", not(hasItem("outcome")));
        get(DOCTOR, "search", "/items/Observation?_summary=count").body("entry", nullValue());
        Asker closed = new Asker(Map.of("cat-18", "F"), List.of("cat-16"), false);
        get(closed, "search", "/items/Observation").body("entry", nullValue());
    }

    @Test
    void everythingSaysWhenAFeedIsLate() {
        get(DOCTOR, "everything", "/everything")
                .header("Weald-Entries", equalTo("3"))
                .body("entry[2].resource.resourceType", equalTo("OperationOutcome"));
    }

    @Test
    void onlyWhatIsNewGivesNoReason() {
        get(DOCTOR, "record", "/record?category=cat-09&since=2026-01-01").body(list(9) + "emptyReason", nullValue());
    }

    @Test
    void partnersReadHowEachFeedStands() {
        given().header("Authorization", "Bearer " + Permits.caller())
                .header("Weald-Permit", Permits.directory())
                .get("/feeds")
                .then()
                .statusCode(200)
                .body("feeds.feed", equalTo(List.of("pathology", "practice", "letters")))
                .body("feeds.state", equalTo(List.of("late", "on-time", "silent")))
                .body("feeds[0].lateAfter", equalTo("PT0.02S"))
                .body("feeds[0].categories", equalTo(List.of("cat-16")))
                .body("feeds[2].lastMessage", nullValue());
        given().header("Authorization", "Bearer " + Permits.system(Permits.ORGANISATION))
                .header("Weald-Permit", Permits.feed(Permits.ORGANISATION))
                .get("/feeds")
                .then()
                .statusCode(403);
    }

    @Test
    void metricsTellTheAgeOfTheLastMessage() {
        String text = given().get(management.resolve("/q/metrics"))
                .then()
                .statusCode(200)
                .extract()
                .asString();
        assertTrue(text.contains("feed_last_message_seconds{feed=\"practice\",organisation=\"KZF02\"}"), text);
        assertTrue(text.contains("feed_late{feed=\"pathology\",organisation=\"KZF01\"} 1.0"), text);
        assertTrue(text.contains("feed_late{feed=\"practice\",organisation=\"KZF02\"} 0.0"), text);
        assertTrue(!text.contains("feed_last_message_seconds{feed=\"letters\""), text);
    }
}
