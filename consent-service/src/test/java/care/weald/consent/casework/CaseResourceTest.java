package care.weald.consent.casework;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import care.weald.consent.decision.Tokens;
import care.weald.consent.support.Database;
import care.weald.consent.support.Partners;
import care.weald.consent.support.Peers;
import care.weald.consent.support.Persons;
import care.weald.consent.support.PostgresResource;
import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Objections as cases: what is held back, from when, by whose word (S135 to S145; C3, D3). */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(Peers.class)
@QuarkusTestResource(Partners.class)
class CaseResourceTest {

    private static final String WHY = "I do not want this to be seen";
    private static final String CLERK = caller("clerk", Partners.PRACTICE, "R8006");
    private static final String DOCTOR = caller("doctor", Partners.PRACTICE, "R8000");
    private static final String OTHER = caller("other", Partners.PRACTICE, "R0260");
    private static final String HOSPITAL = caller("consultant", Partners.HOSPITAL, "R8000");

    private static String caller(String user, String organisation, String role) {
        return Peers.caller(user, "consent-service", organisation, role, "TREAT");
    }

    private static String parameters(String... namesAndValues) {
        StringBuilder text = new StringBuilder("{\"resourceType\":\"Parameters\",\"parameter\":[");
        for (int i = 0; i < namesAndValues.length; i += 2) {
            String value = namesAndValues[i + 1];
            String typed = value.matches("true|false")
                    ? "\"valueBoolean\":" + value
                    : namesAndValues[i].equals("review")
                            ? "\"valueDate\":\"" + value + "\""
                            : namesAndValues[i].matches("from|until")
                                    ? "\"valueDateTime\":\"" + value + "\""
                                    : "\"valueString\":\"" + value + "\"";
            text.append(i == 0 ? "" : ",").append("{\"name\":\"" + namesAndValues[i] + "\"," + typed + "}");
        }
        return text.append("]}").toString();
    }

    private static ValidatableResponse lodge(String caller, String person, String... said) {
        return given().header("Authorization", "Bearer " + caller)
                .header("Weald-Person", person)
                .contentType("application/fhir+json")
                .body(parameters(said))
                .post("/objections")
                .then();
    }

    private static ValidatableResponse step(String caller, String id, String step, String... said) {
        return given().header("Authorization", "Bearer " + caller)
                .contentType("application/fhir+json")
                .body(parameters(said))
                .urlEncodingEnabled(false)
                .post("/objections/" + id + "/$" + step)
                .then();
    }

    private static String id(ValidatableResponse task) {
        return task.extract().<String>path("id").substring("objection-".length());
    }

    private static String informed(String person, String... said) {
        String id = id(lodge(CLERK, person, said).statusCode(201));
        step(CLERK, id, "give-information", "information", "Nothing else is needed for safe care")
                .statusCode(200);
        return id;
    }

    private static Response decision(String caller, String person, String interaction) {
        return given().header("Authorization", "Bearer " + caller)
                .contentType("application/json")
                .body("{\"interaction\":\"%s\",\"person\":\"%s\",\"audiences\":[\"record-service\",\"audit-service\"]}"
                        .formatted(interaction, person))
                .post("/decisions");
    }

    private static JsonNode levels(String caller, String person) {
        return Tokens.claims(decision(caller, person, "record").path("permits.record-service"))
                .at("/weald/levels");
    }

    private static String held(UUID person) {
        return Persons.known(person, Partners.PRACTICE, Partners.HOSPITAL);
    }

    @Test
    void d3AnObjectionIsLodgedLookedIntoUpheldAndBitesWithTheNextDecision() {
        // Given
        String person = held(UUID.randomUUID());
        ValidatableResponse lodged = lodge(CLERK, person, "reason", WHY).statusCode(201);
        lodged.header("Weald-Disclosure", containsString("\"persons\":[]"));
        lodged.body("status", equalTo("requested"))
                .body("code.coding[0].code", equalTo("article-21-objection"))
                .header("ETag", "W/\"1\"");
        String id = id(lodged);
        assertEquals("permit", decision(HOSPITAL, person, "record").path("decision"));

        // When
        step(DOCTOR, id, "decide", "outcome", "upheld", "reason", WHY)
                .statusCode(409)
                .body("rule", equalTo("transition"));
        step(DOCTOR, id, "ask-information", "question", "What are you afraid of?")
                .statusCode(200)
                .body("status", equalTo("on-hold"));
        step(CLERK, id, "give-information", "information", "A relative works at the hospital")
                .body("status", equalTo("in-progress"));
        step(CLERK, id, "decide", "outcome", "upheld", "reason", WHY)
                .statusCode(403)
                .body("rule", equalTo("clinician"));
        step(DOCTOR, id, "decide", "outcome", "upheld", "reason", "The fear is well founded")
                .statusCode(200)
                .body("status", equalTo("completed"))
                .body("businessStatus.coding[0].code", equalTo("upheld"));

        // Then
        Response refused = decision(HOSPITAL, person, "record");
        assertEquals("deny", refused.path("decision"));
        assertEquals("absent", refused.path("shown"));
        step(CLERK, id, "withdraw", "reason", "It is settled by now").body("status", equalTo("cancelled"));
        assertEquals("permit", decision(HOSPITAL, person, "record").path("decision"));
    }

    @Test
    void oneUpheldInPartHoldsBackItsCategoriesAndExceptsItsOrganisations() {
        // Given
        String person = held(UUID.randomUUID());
        String id = informed(person, "reason", WHY, "category", "cat-20", "category", "cat-07");

        // When
        ValidatableResponse decided = step(
                        DOCTOR,
                        id,
                        "decide",
                        "outcome",
                        "upheld-in-part",
                        "reason",
                        "The hospital needs the conditions",
                        "category",
                        "cat-20",
                        "excepted-organization",
                        Partners.PRACTICE)
                .statusCode(200);

        // Then
        assertFalse(levels(HOSPITAL, person).has("cat-20"));
        assertTrue(levels(HOSPITAL, person).has("cat-07"));
        assertTrue(levels(DOCTOR, person).has("cat-20"));
        String letter =
                decided.extract().path("output.find { it.type.coding[0].code == 'letter' }.valueAttachment.data");
        String text = new String(Base64.getDecoder().decode(letter), StandardCharsets.UTF_8);
        assertTrue(
                text.contains("upheld in part") && text.contains("cat-20") && text.contains(Partners.PRACTICE), text);
        assertTrue(text.contains("another clinician") && text.contains("The hospital needs"), text);
    }

    @Test
    void s140WhatIsHeldBackUntilItIsDecidedNeverHidesAllergiesOrWhoItIs() {
        String person = held(UUID.randomUUID());

        String id = id(lodge(CLERK, person, "reason", WHY, "interim", "true").statusCode(201));

        assertFalse(levels(HOSPITAL, person).has("cat-07"));
        assertFalse(levels(HOSPITAL, person).has("cat-09"));
        assertTrue(levels(HOSPITAL, person).has("cat-10"));
        assertTrue(levels(HOSPITAL, person).has("cat-11"));
        assertTrue(levels(HOSPITAL, person).has("cat-01"));
        step(CLERK, id, "give-information", "information", "Nothing else is needed for safe care")
                .statusCode(200);
        step(DOCTOR, id, "decide", "outcome", "not-upheld", "reason", "Care would not be safe")
                .statusCode(200);
        assertTrue(levels(HOSPITAL, person).has("cat-07"));
    }

    @Test
    void anAppealKeepsWhatIsUpheldAndIsDecidedByAnotherClinician() {
        String person = held(UUID.randomUUID());
        String id = informed(person, "reason", WHY);
        step(DOCTOR, id, "decide", "outcome", "upheld-in-part", "reason", WHY, "category", "cat-20")
                .statusCode(200);

        step(CLERK, id, "appeal", "reason", "All of it should be hidden").body("status", equalTo("in-progress"));

        assertFalse(levels(HOSPITAL, person).has("cat-20"));
        step(DOCTOR, id, "decide", "outcome", "upheld", "reason", WHY)
                .statusCode(403)
                .body("rule", equalTo("other-person"));
        step(OTHER, id, "decide", "outcome", "upheld", "reason", "It is right after all")
                .statusCode(200);
        assertEquals("deny", decision(HOSPITAL, person, "record").path("decision"));
    }

    @Test
    void oneThatBeginsLaterOrEndsBitesInItsTimeAlone() {
        UUID id = UUID.randomUUID();
        String person = held(id);
        String later = informed(person, "reason", WHY);
        step(
                        DOCTOR,
                        later,
                        "decide",
                        "outcome",
                        "upheld-in-part",
                        "reason",
                        WHY,
                        "from",
                        "2099-01-01T00:00:00Z",
                        "until",
                        "2099-02-01T00:00:00+00:00")
                .statusCode(200);

        assertEquals("permit", decision(HOSPITAL, person, "record").path("decision"));
        assertEquals(
                "2099-02-01 00:00:00+00",
                Database.value("select valid_to at time zone 'UTC' || '+00' from objection where person = ?", id));
    }

    @Test
    void ofSimultaneousDecisionsExactlyOneWins() throws Exception {
        String person = held(UUID.randomUUID());
        String id = informed(person, "reason", WHY);
        List<Future<Integer>> answers = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            for (int i = 0; i < 16; i++) {
                String caller = caller("doctor-" + i, Partners.PRACTICE, "R8000");
                String outcome = i % 2 == 0 ? "upheld" : "not-upheld";
                answers.add(threads.submit(() -> step(caller, id, "decide", "outcome", outcome, "reason", WHY)
                        .extract()
                        .statusCode()));
            }
        }
        List<Integer> statuses = new ArrayList<>();
        for (Future<Integer> answer : answers) {
            statuses.add(answer.get());
        }

        assertEquals(1, statuses.stream().filter(status -> status == 200).count());
        assertEquals(15, statuses.stream().filter(status -> status == 409).count());
        assertEquals(
                "1",
                Database.value(
                        "select count(*) from objection_step where case_id = ? and action = 'decide'",
                        UUID.fromString(id)));
    }

    @Test
    void theSameSentAgainIsDoneOnce() {
        UUID person = UUID.randomUUID();
        String id = id(lodge(CLERK, held(person), "reason", WHY).statusCode(201));

        lodge(CLERK, held(person), "reason", WHY).statusCode(200).body("id", equalTo("objection-" + id));
        lodge(DOCTOR, held(person), "reason", WHY).statusCode(409).body("rule", equalTo("open-case"));
        step(CLERK, id, "withdraw", "reason", "It is settled by now").header("ETag", "W/\"2\"");
        step(CLERK, id, "withdraw", "reason", "It is settled by now")
                .statusCode(200)
                .header("ETag", "W/\"2\"");
        step(CLERK, id, "withdraw", "reason", "Settled in other words").statusCode(409);
        assertEquals("1", Database.value("select count(*) from objection_case where person = ?", person));
    }

    @Test
    void s144ItIsLodgedWhereThePersonIsRegisteredAndToAllOthersThereIsNobody() {
        for (String person : List.of(
                Persons.known(UUID.randomUUID(), Partners.HOSPITAL),
                Persons.restricted(UUID.randomUUID(), Partners.HOSPITAL),
                Persons.unknown())) {
            lodge(CLERK, person, "reason", WHY)
                    .statusCode(200)
                    .contentType("application/json")
                    .body("decision", equalTo("deny"))
                    .body("shown", equalTo("absent"))
                    .body("reason", equalTo("person-known"));
        }
    }

    @Test
    void anotherOrganisationsCaseIsNoneOfTheCallers() {
        String id = informed(held(UUID.randomUUID()), "reason", WHY);

        step(HOSPITAL, id, "decide", "outcome", "upheld", "reason", WHY).statusCode(404);
        given().header("Authorization", "Bearer " + HOSPITAL)
                .get("/objections/" + id)
                .then()
                .statusCode(404);
        given().header("Authorization", "Bearer " + HOSPITAL)
                .get("/objections")
                .then()
                .statusCode(200)
                .body(not(containsString(id)));
    }

    @ParameterizedTest
    @CsvSource({
        "R0001, KZ016, record-role",
        "R8015, KZ016, record-role",
        "'', KZ016, role-known",
        "R8000, LAP01, agreement-live"
    })
    void whoHasNoRecordRoleHasNothingToDoWithObjections(String role, String organisation, String rule) {
        String caller = caller("somebody", organisation, role);

        lodge(caller, held(UUID.randomUUID()), "reason", WHY)
                .statusCode(200)
                .body("decision", equalTo("deny"))
                .body("reason", equalTo(rule));
        given().header("Authorization", "Bearer " + caller)
                .get("/objections")
                .then()
                .body("reason", equalTo(rule));
    }

    @ParameterizedTest
    @CsvSource({
        "'', reason",
        "reason=short, reason",
        "reason=Long enough to be one;category=cat-23, category",
        "reason=Long enough to be one;category=cat-20;category=cat-20, category",
        "reason=Long enough to be one;excepted-organization=x, excepted-organization",
        "reason=Long enough to be one;interim=yes, interim",
        "reason=Long enough to be one;on-behalf-of=neighbour, on-behalf-of",
        "reason=Long enough to be one;on-behalf-of=parent, authority",
        "reason=Long enough to be one;authority=I say so myself, authority",
        "reason=Long enough to be one;colour=blue, parameter",
        "reason=Long enough to be one;reason=Long enough to be another, reason",
    })
    void aWrongLodgingIsRefusedNamingTheParameterAndNothingIsStored(String said, String place) {
        UUID person = UUID.randomUUID();
        String[] pairs = said.isEmpty() ? new String[0] : said.split("[=;]", -1);

        lodge(CLERK, held(person), pairs).statusCode(400).body("place", equalTo(place));
        assertEquals("0", Database.value("select count(*) from objection_case where person = ?", person));
    }

    @ParameterizedTest
    @CsvSource({
        "reason=Long enough to be one, outcome",
        "outcome=maybe;reason=Long enough to be one, outcome",
        "outcome=upheld;reason=Long enough to be one;category=cat-20, outcome",
        "outcome=upheld-in-part;reason=Long enough to be one, outcome",
        "outcome=not-upheld;reason=Long enough to be one;excepted-organization=KZ016, outcome",
        "outcome=upheld;reason=Long enough to be one;from=2020-01-01T00:00:00Z, from",
        "outcome=upheld-in-part;reason=Long enough to be one;until=2020-01-01T00:00:00Z, until",
        "outcome=upheld;reason=Long enough to be one;review=2020-01-01, review",
        "outcome=upheld;reason=Long enough to be one;from=tomorrow, from",
    })
    void aWrongDecisionIsRefusedNamingTheParameterAndNothingIsHeldBack(String said, String place) {
        UUID person = UUID.randomUUID();
        String id = informed(held(person), "reason", WHY);

        step(DOCTOR, id, "decide", said.split("[=;]", -1)).statusCode(400).body("place", equalTo(place));
        assertEquals("0", Database.value("select count(*) from objection where person = ?", person));
    }

    @Test
    void casesAreListedWithTheFirstDueFirstAndByPages() {
        String organisation = Partners.HOSPITAL;
        for (int i = 0; i < 3; i++) {
            lodge(caller("nurse", organisation, "R8001"), held(UUID.randomUUID()), "reason", WHY)
                    .statusCode(201);
        }

        List<String> seen = new ArrayList<>();
        String query = "?status=requested&_count=2";
        while (!query.isEmpty()) {
            JsonNode page = Tokens.json(given().header("Authorization", "Bearer " + HOSPITAL)
                    .urlEncodingEnabled(false)
                    .get("/objections" + query)
                    .then()
                    .statusCode(200)
                    .header("Weald-Disclosure", containsString("persons"))
                    .extract()
                    .asString());
            page.path("entry")
                    .forEach(entry -> seen.add(
                            entry.at("/resource/restriction/period/end").asText()));
            String next = page.at("/link/1/url").asText("");
            query = next.isEmpty() ? "" : "?status=requested&_count=2&" + next.substring(next.indexOf("_cursor"));
        }

        assertTrue(seen.size() >= 3);
        assertEquals(seen.stream().sorted().toList(), seen);
        given().header("Authorization", "Bearer " + HOSPITAL)
                .get("/objections?status=maybe")
                .then()
                .statusCode(400)
                .body("place", equalTo("status"));
    }

    @Test
    void consentsSayWhatObjectionsCameTo() {
        String person = held(UUID.randomUUID());
        String id = informed(person, "reason", WHY, "category", "cat-20");
        consents(HOSPITAL, person, "").body("entry.resource.status", equalTo(List.of("proposed")));

        step(
                        DOCTOR,
                        id,
                        "decide",
                        "outcome",
                        "upheld-in-part",
                        "reason",
                        WHY,
                        "category",
                        "cat-20",
                        "excepted-organization",
                        "KZ016")
                .statusCode(200);

        consents(HOSPITAL, person, "?status=active")
                .body("entry", hasSize(1))
                .body("entry[0].resource.provision.provision.type", equalTo(List.of("deny", "permit")))
                .body("entry[0].resource.provision.provision[0].securityLabel[0].code", equalTo("cat-20"))
                .body("entry[0].resource.sourceReference.reference", equalTo("Task/objection-" + id));
        consents(HOSPITAL, person, "?status=proposed").body("total", equalTo(0));
        consents(caller("gp", Partners.PRACTICE, "R8000"), Persons.known(UUID.randomUUID(), Partners.HOSPITAL), "")
                .body("shown", equalTo("absent"));
    }

    private static ValidatableResponse consents(String caller, String person, String query) {
        return given().header("Authorization", "Bearer " + caller)
                .header("Weald-Person", person)
                .get("/consents" + query)
                .then()
                .statusCode(200);
    }

    @Test
    void theServiceCannotUndoWhatWasDone() {
        for (String sql : List.of(
                "update objection_step set said = 'something else entirely'",
                "delete from objection_step",
                "delete from objection_case",
                "update objection_case set person = gen_random_uuid()",
                "update objection set categories = '{cat-20}'",
                "delete from objection")) {
            assertThrows(IllegalStateException.class, () -> Database.asService(sql), sql);
        }
    }

    @Test
    void theEventIsToldWhomACaseIsAbout() {
        UUID person = UUID.randomUUID();
        String id = informed(held(person), "reason", WHY);

        String permit = step(
                        DOCTOR,
                        id,
                        "decide",
                        "outcome",
                        "upheld",
                        "reason",
                        WHY,
                        "review",
                        LocalDate.now(ZoneId.of("Europe/London")).plusMonths(3).toString())
                .header("Weald-Disclosure", containsString(person.toString()))
                .extract()
                .header("Weald-Permit");

        assertEquals(
                "objections", Tokens.claims(permit).at("/weald/interaction").asText());
    }
}
