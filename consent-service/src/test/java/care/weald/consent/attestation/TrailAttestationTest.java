package care.weald.consent.attestation;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import care.weald.consent.decision.Tokens;
import care.weald.consent.support.Database;
import care.weald.consent.support.EventLoop;
import care.weald.consent.support.Partners;
import care.weald.consent.support.Peers;
import care.weald.consent.support.Persons;
import care.weald.consent.support.PostgresResource;
import care.weald.consent.support.Trail;
import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the trail says was disclosed, and what the live service shows, is attested too; a gap is never a clean night (D10). */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(Peers.class)
@QuarkusTestResource(Partners.class)
@QuarkusTestResource(value = Trail.class, restrictToAnnotatedClass = true)
class TrailAttestationTest {

    private final UUID person = UUID.randomUUID();

    @Inject
    Attestations attestations;

    @BeforeEach
    void nobodyObjectsYet() {
        Trail.tells("");
        Database.asOwner("alter table objection disable trigger user");
        Database.asOwner("update objection set valid_to = valid_from + interval '1 second' where valid_to is null");
        Database.asOwner("alter table objection enable trigger user");
        Database.asOwner("truncate probe, probe_claim, objection_link, objection_seen");
    }

    private static String event(UUID person, String organisation, String basis, String category) {
        return "{\"event\":\"%s\",\"at\":\"%s\",\"organisation\":\"%s\",\"basis\":\"%s\",\"items\":1,"
                        .formatted(UUID.randomUUID(), Instant.now(), organisation, basis)
                + "\"interaction\":\"record\",\"decision\":\"\",\"persons\":[\"%s\"],\"categories\":[\"%s\"]}"
                        .formatted(person, category);
    }

    private JsonNode made() throws JoseException {
        var made = EventLoop.await(() ->
                attestations.make(Instant.now().minusSeconds(30), Instant.now().plusSeconds(1)));
        JsonWebSignature jws = new JsonWebSignature();
        jws.setCompactSerialization(made.signed());
        return Tokens.json(jws.getUnverifiedPayload());
    }

    private static List<String> gaps(JsonNode told) {
        return told.path("gaps").valueStream().map(JsonNode::asText).toList();
    }

    @Test
    void d10ADisclosureThatTheTrailHasAgainstAnObjectionTurnsItRedAndIsNamed() throws JoseException {
        // Given
        Database.objection(person, "upheld", List.of("cat-07"), List.of(Partners.HOSPITAL));
        Trail.tells(String.join(
                ",",
                event(person, Partners.PRACTICE, "source-patient", "cat-20"),
                event(person, Partners.HOSPITAL, "source-patient", "cat-07"),
                event(person, Partners.PRACTICE, "override", "cat-07"),
                event(person, Partners.PRACTICE, "own", "cat-07")));

        // When and then
        JsonNode clean = made();
        assertTrue(clean.path("green").asBoolean(), clean.toString());
        assertEquals(4, clean.at("/trail/disclosures").asInt());
        assertEquals(2, clean.at("/trail/honoured").asInt());
        assertEquals(1, clean.at("/trail/overridden").asInt());
        assertEquals(1, clean.at("/trail/citizens").asInt());

        // When
        Trail.tells(event(person, Partners.PRACTICE, "source-patient", "cat-07"));
        JsonNode red = made();

        // Then
        assertFalse(red.path("green").asBoolean());
        assertEquals(1, red.at("/trail/violations").size());
        assertTrue(Trail.ASKED.stream().anyMatch(one -> one.contains(person.toString())));
        JsonNode permit = Tokens.claims(Trail.ASKED.getFirst().split(" ", 2)[0]);
        assertEquals("attest", permit.at("/weald/interaction").asText());
        assertEquals("urn:weald:audit-service", permit.path("aud").asText());
    }

    @Test
    void d11WhatIsShownOfThePersonThatAnObjectorWasMergedIntoIsFoundToo() throws JoseException {
        // Given
        UUID now = UUID.randomUUID();
        Database.objection(person, "upheld", List.of(), List.of());
        Trail.tells(event(now, Partners.PRACTICE, "source-patient", "cat-07"));
        assertTrue(made().path("green").asBoolean());
        assertTrue(gaps(made()).contains("links-unknown"));

        // When
        String token = Persons.linkedAs(
                now, "[{\"id\":\"" + person + "\",\"from\":\"2026-01-01T00:00:00Z\"}]", Partners.PRACTICE);
        String objection = Database.value("select id from objection where person = ?", person);
        gateway("plans", "{\"persons\":[{\"objection\":\"%s\",\"person\":\"%s\"}]}".formatted(objection, token))
                .statusCode(200);
        JsonNode red = made();

        // Then
        assertFalse(red.path("green").asBoolean(), red.toString());
        assertFalse(gaps(red).contains("links-unknown"));
        assertTrue(gaps(red).contains("not-probed"));
    }

    @Test
    void whatCouldNotBeAskedIsSaidAndIsNoCleanNight() throws JoseException {
        Database.objection(person, "upheld", List.of(), List.of());
        Trail.fails();

        JsonNode told = made();

        assertTrue(told.path("green").asBoolean());
        assertFalse(told.path("complete").asBoolean());
        assertTrue(
                gaps(told).containsAll(List.of("trail-unreachable", "not-probed", "links-unknown")), told.toString());
        assertFalse(told.at("/trail/asked").asBoolean());
    }

    @Test
    void aDecisionThatTheTrailHasAndTheLogHasNotIsAGap() throws JoseException {
        Database.objection(person, "upheld", List.of("cat-20"), List.of());
        Trail.tells(event(person, Partners.PRACTICE, "source-patient", "cat-07")
                .replace("\"decision\":\"\"", "\"decision\":\"019a0000-0000-7000-8000-000000000001\""));

        assertTrue(gaps(made()).contains("decisions-missing"));
    }

    private static ValidatableResponse gateway(String what, String body) {
        return probes(
                Peers.sign(
                        "gateway",
                        "weald-caller+jwt",
                        "consent-service",
                        "gateway",
                        java.util.Map.of(
                                "client_id",
                                "weald-gateway",
                                "acr",
                                "",
                                "scope",
                                "",
                                "extensions",
                                java.util.Map.of(
                                        "ihe_iua",
                                        java.util.Map.of(
                                                "subject_name",
                                                "",
                                                "subject_organization_id",
                                                "weald",
                                                "subject_role",
                                                List.of(),
                                                "purpose_of_use",
                                                List.of(java.util.Map.of(
                                                        "system", "http://terminology.hl7.org/CodeSystem/v3-ActReason",
                                                        "code", "HOPERAT")))))),
                what,
                body);
    }

    private static ValidatableResponse probes(String caller, String what, String body) {
        return given().header("Authorization", "Bearer " + caller)
                .contentType("application/json")
                .body(body)
                .post("/probes/" + what)
                .then();
    }

    @Test
    void d10AnObjectorIsProbedOnceADayAsEachKindOfRoleAndWhatIsShownIsAnAlarm() throws JoseException {
        // Given
        Database.objection(person, "upheld", List.of("cat-07"), List.of());
        String objection = Database.value("select id from objection where person = ?", person);

        // When
        gateway("claims", "{}")
                .statusCode(200)
                .body("claims.objection", hasItem(objection))
                .body("claims.person", hasItem(person.toString()));
        gateway("claims", "{}").body("claims.objection", not(hasItem(objection)));
        String asks = gateway(
                        "plans",
                        "{\"persons\":[{\"objection\":\"%s\",\"person\":\"%s\"}]}"
                                .formatted(objection, Persons.known(person, Partners.PRACTICE)))
                .statusCode(200)
                .body("asks[0].organisation", equalTo(Partners.PRACTICE))
                .body("asks[0].categories[0]", equalTo("cat-07"))
                .extract()
                .asString();

        // Then
        JsonNode all = Tokens.json(asks).path("asks");
        assertTrue(all.size() >= 7, asks);

        // When
        String first = all.path(0).path("probe").asText();
        String second = all.path(1).path("probe").asText();
        String result = "{\"probe\":\"%s\",\"objection\":\"%s\",\"organisation\":\"KZ016\",\"role\":\"R8000\","
                + "\"decision\":\"%s\",\"reason\":\"\",\"categories\":[%s]}";
        gateway(
                        "results",
                        "{\"results\":[" + result.formatted(first, objection, "permit", "\"cat-20\"") + ","
                                + result.formatted(second, objection, "permit", "\"cat-07\"") + "]}")
                .statusCode(204);
        JsonNode told = made();

        // Then
        assertFalse(told.path("green").asBoolean(), told.toString());
        assertEquals(1, told.at("/probes/held").asInt());
        assertEquals(1, told.at("/probes/broken").asInt());
        assertEquals(second, told.at("/probes/violations/0").asText());
    }

    @Test
    void anOfficerHasOneMadeOfATimeThatIsOverAndNobodyElseDoes() {
        Instant now = Instant.now();
        String body = "{\"from\":\"%s\",\"to\":\"%s\"}";
        String officer = Peers.caller("consent-service", Partners.PRACTICE, "R0001", "HOPERAT");

        attest(officer, body.formatted(now.minusSeconds(60), now))
                .statusCode(200)
                .body("attestations[0].green", equalTo(true));
        attest(officer, body.formatted(now, now.plusSeconds(3_600))).statusCode(400);
        attest(officer, body.formatted(now, "yesterday")).statusCode(400);
        attest(
                        Peers.caller("consent-service", Partners.PRACTICE, "R8000", "TREAT"),
                        body.formatted(now.minusSeconds(60), now))
                .body("reason", equalTo("purpose-of-running"));
    }

    private static ValidatableResponse attest(String caller, String body) {
        return given().header("Authorization", "Bearer " + caller)
                .contentType("application/json")
                .body(body)
                .post("/attestations")
                .then();
    }

    @Test
    void nobodyButTheGatewayProbes() {
        String doctor = Peers.caller("consent-service", Partners.PRACTICE, "R8000", "TREAT");
        String system = Peers.caller("consent-service", "weald", "", "HOPERAT");

        for (String what : List.of("claims", "plans", "results")) {
            probes(doctor, what, "{}").statusCode(403);
            probes(system, what, "{}").statusCode(403);
        }
    }

    @Test
    void nightsThatWereMissedAreMadeUpFor() {
        Database.asOwner("delete from attestation");

        boolean _ = EventLoop.await(() -> attestations.nightly().replaceWith(true));

        LocalDate today = LocalDate.ofInstant(Instant.now(), ZoneOffset.UTC);
        assertEquals(
                "7",
                Database.value(
                        "select count(*) from attestation where to_at <= ?::timestamptz and to_at = from_at + interval '1 day'",
                        today + "T00:00:00Z"));
    }

    @Test
    void d15TheStatementSaysWhereTheDataAreAndUnderWhichAgreementsTheyLeave() throws JoseException {
        String name = "study-" + UUID.randomUUID();
        Database.asOwner(
                "insert into egress_agreement values (?, 'KZ016', 'HRESCH', '{cat-07}', 5, current_date - 1, current_date + 1,"
                        + " 'a study', 'one', now(), 'two', now())",
                name);

        JsonNode told = made().path("residency");

        assertTrue(told.has("region") && told.has("egress"));
        assertTrue(told.path("bulkAgreements")
                .valueStream()
                .anyMatch(one -> one.path("name").asText().equals(name)
                        && one.path("purpose").asText().equals("HRESCH")));
    }
}
