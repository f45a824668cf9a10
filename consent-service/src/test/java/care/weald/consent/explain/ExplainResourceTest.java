package care.weald.consent.explain;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import care.weald.consent.support.Database;
import care.weald.consent.support.Kept;
import care.weald.consent.support.Partners;
import care.weald.consent.support.Peers;
import care.weald.consent.support.Persons;
import care.weald.consent.support.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Why something is shown or hidden, told to whom it may be (C9, D9). */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(Peers.class)
@QuarkusTestResource(Partners.class)
class ExplainResourceTest {

    private static final String DOCTOR = caller("doctor", Partners.PRACTICE, "R8000", "TREAT");
    private static final String OFFICER = caller("officer", Partners.PRACTICE, "R0001", "HOPERAT");

    private static String caller(String user, String organisation, String role, String purpose) {
        return Peers.caller(user, "consent-service", organisation, role, purpose);
    }

    private static String decide(String caller, String person) {
        return given().header("Authorization", "Bearer " + caller)
                .contentType("application/json")
                .body("{\"interaction\":\"record\",\"person\":\"%s\",\"audiences\":[\"record-service\"]}"
                        .formatted(person))
                .post("/decisions")
                .then()
                .extract()
                .path("decisionId");
    }

    private static ValidatableResponse explain(String caller, String person, String... parameters) {
        StringBuilder body = new StringBuilder("{\"resourceType\":\"Parameters\",\"parameter\":[");
        for (int i = 0; i < parameters.length; i += 3) {
            body.append(i == 0 ? "" : ",")
                    .append("{\"name\":\"%s\",\"%s\":\"%s\"}"
                            .formatted(parameters[i], parameters[i + 1], parameters[i + 2]));
        }
        RequestSpecification request =
                given().header("Authorization", "Bearer " + caller).contentType("application/fhir+json");
        return (person.isEmpty() ? request : request.header("Weald-Person", person))
                .body(body + "]}")
                .post("/explanations")
                .then();
    }

    private static String value(ValidatableResponse told, String name, String type) {
        return told.extract().path("parameter.find { it.name == '%s' }.%s".formatted(name, type));
    }

    @Test
    void d9ADecisionThatWasMadeIsMadeAgainByTheSameRulesAndIsTheSame() {
        String person = Persons.known(UUID.randomUUID(), Partners.PRACTICE);
        String decision = decide(DOCTOR, person);
        Kept.until(decision);

        ValidatableResponse told =
                explain(DOCTOR, "", "decision", "valueId", decision, "category", "valueCode", "cat-07");

        told.statusCode(200)
                .header("Weald-Permit", containsString("."))
                .body("parameter.find { it.name == 'same' }.valueBoolean", equalTo(true))
                .body("parameter.findAll { it.name == 'rule' }.valueCode", hasItems("agreement-live", "relationship"))
                .body("parameter.find { it.name == 'level' }.part[1].valueCode", equalTo("F"));
        assertEquals("permit", value(told, "decision", "valueCode"));
        assertEquals("source-patient", value(told, "basis", "valueCode"));
        assertEquals("2026-01", value(told, "matrix", "valueString"));
    }

    @Test
    void d9WhatHidesSomebodyIsToldToAPrivacyOfficerAndToNobodyItIsHiddenFrom() {
        // Given
        UUID hidden = UUID.randomUUID();
        String person = Persons.known(hidden, Partners.PRACTICE);
        String lately = Instant.now().toString();
        Database.objection(hidden, "upheld", List.of(), List.of());
        String decision = decide(DOCTOR, person);
        Kept.until(decision);
        String consent = "Consent/" + Database.value("select id from objection where person = ?", hidden);

        // When
        ValidatableResponse own = explain(DOCTOR, "", "decision", "valueId", decision);
        ValidatableResponse now = explain(DOCTOR, person);
        ValidatableResponse absent = explain(DOCTOR, Persons.unknown());
        ValidatableResponse then = explain(DOCTOR, person, "at", "valueDateTime", lately);
        ValidatableResponse absentThen = explain(DOCTOR, Persons.unknown(), "at", "valueDateTime", lately);
        ValidatableResponse overseen = explain(OFFICER, "", "decision", "valueId", decision);

        // Then
        assertEquals("person-known", value(own, "reason", "valueCode"));
        own.body(not(containsString("objection"))).body(not(containsString("Consent/")));
        assertEquals(withoutTime(absent), withoutTime(now));
        assertEquals("person-known", value(then, "reason", "valueCode"), "nor what was seen before it was hidden");
        assertEquals(withoutTime(absentThen), withoutTime(then));
        overseen.body(containsString(consent)).body("parameter.find { it.name == 'same' }.valueBoolean", equalTo(true));
        assertEquals("objection-upheld", value(overseen, "reason", "valueCode"));
    }

    private static String withoutTime(ValidatableResponse told) {
        return told.extract().asString().replaceAll("\"valueInstant\":\"[^\"]*\"", "");
    }

    @Test
    void anothersDecisionIsForThePrivacyOfficersOfTheSameOrganisation() {
        String decision = decide(DOCTOR, Persons.known(UUID.randomUUID(), Partners.PRACTICE));
        Kept.until(decision);

        explain(caller("other", Partners.PRACTICE, "R8000", "TREAT"), "", "decision", "valueId", decision)
                .body("decision", equalTo("deny"))
                .body("reason", equalTo("privacy-officer"));
        explain(caller("officer", Partners.HOSPITAL, "R5105", "TREAT"), "", "decision", "valueId", decision)
                .statusCode(404);
        explain(OFFICER, "", "decision", "valueId", UUID.randomUUID().toString())
                .statusCode(404);
    }

    @Test
    void whatWouldBeDecidedForARoleOfTheOwnOrganisationAtAMomentIsToldToItsPrivacyOfficer() {
        // Given
        UUID id = UUID.randomUUID();
        String person = Persons.known(id, Partners.PRACTICE);
        Instant before = Instant.now().minusSeconds(3_600);
        Database.objection(id, "upheld", List.of("cat-07"), List.of());

        // When
        ValidatableResponse then = explain(
                OFFICER,
                person,
                "role",
                "valueCode",
                "R8000",
                "purpose",
                "valueCode",
                "TREAT",
                "category",
                "valueCode",
                "cat-07",
                "at",
                "valueDateTime",
                before.toString());
        ValidatableResponse now = explain(
                OFFICER,
                person,
                "role",
                "valueCode",
                "R8000",
                "purpose",
                "valueCode",
                "TREAT",
                "category",
                "valueCode",
                "cat-07");

        // Then
        assertTrue(then.extract().asString().contains("\"valueCode\":\"F\""));
        assertTrue(now.extract().asString().contains("\"valueCode\":\"none\""));
        assertFalse(then.extract().asString().contains("Consent/"));
        assertTrue(now.extract().asString().contains("Consent/"));
        explain(DOCTOR, person, "role", "valueCode", "R8001").body("reason", equalTo("privacy-officer"));
    }

    @Test
    void beforeThereWasAMatrixNothingWasDecided() {
        String person = Persons.known(UUID.randomUUID(), Partners.PRACTICE);

        explain(DOCTOR, person, "at", "valueDateTime", "2020-01-01T00:00:00Z").statusCode(404);
    }

    @ParameterizedTest
    @CsvSource({
        "role, valueCode, doctor, role",
        "purpose, valueCode, SALE, purpose",
        "interaction, valueCode, feed, interaction",
        "category, valueCode, cat-23, category",
        "at, valueDateTime, 2199-01-01T00:00:00Z, at",
        "at, valueDateTime, yesterday, at",
        "decision, valueId, none, decision",
        "data, valueString, yes, parameter",
    })
    void whatCannotBeMeantIsRefused(String name, String type, String value, String place) {
        explain(DOCTOR, Persons.known(UUID.randomUUID(), Partners.PRACTICE), name, type, value)
                .statusCode(400)
                .body("place", equalTo(place));
    }

    @Test
    void withoutADecisionOrAPersonThereIsNothingToExplain() {
        explain(DOCTOR, "", "category", "valueCode", "cat-07").statusCode(400).body("place", equalTo("patient"));
    }
}
