package care.weald.stack.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import care.weald.stack.Json;
import care.weald.stack.e2e.Api.Answer;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Base64;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** An objection from its lodging to the signed proof that it is honoured, and what is kept apart from objections. */
@ExtendWith(RunningStack.class)
class AttestationIT {

    private static final String FHIR = "application/fhir+json";
    private static final String JSON = "application/json";
    private static final String CONDITION = "38341003";

    private final Api clerk = Api.as("clerk.penn");
    private final Api doctor = Api.as("doctor.ward");
    private final Api nurse = Api.as("nurse.ash");
    private final Api gp = Api.as("gp.bell");
    private final Api officer = Api.as("privacy.grant");
    private final Api guardian = Api.as("caldicott.ames");

    private static String parameters(String... namesAndValues) {
        StringBuilder text = new StringBuilder("{\"resourceType\":\"Parameters\",\"parameter\":[");
        for (int i = 0; i < namesAndValues.length; i += 2) {
            text.append(i == 0 ? "" : ",")
                    .append("{\"name\":\"" + namesAndValues[i] + "\",\"valueString\":\"" + namesAndValues[i + 1]
                            + "\"}");
        }
        return text.append("]}").toString();
    }

    private static void fed(String number, String name) {
        for (String organisation : new String[] {"KZ016", "KZ063"}) {
            Answer fed = Api.as("feed-" + organisation.toLowerCase(Locale.ROOT))
                    .feed(Messages.conditions(organisation, "transaction", number, name + "-" + organisation));
            assertEquals(200, fed.status(), fed.body());
        }
    }

    private JsonNode attested(Instant from) {
        String body = "{\"from\":\"%s\",\"to\":\"%s\"}".formatted(from, Instant.now());
        Answer made = officer.post("/attestations", JSON, body);
        assertEquals(200, made.status(), made.body());
        String jws = made.json().at("/attestations/0/jws").asText();
        byte[] payload = Base64.getUrlDecoder().decode(jws.split("\\.", 3)[1]);
        return Json.read(new String(payload, StandardCharsets.UTF_8));
    }

    @Test
    void d10AnObjectionIsLodgedUpheldBitesIsOverriddenAlertedAndAttested() {
        // Given
        Instant start = Instant.now();
        fed(Person.ATTESTED, "attested");
        String person = gp.person(Person.ATTESTED);
        String conditions = "/fhir/Condition?patient=" + person;
        assertTrue(gp.get(conditions).body().contains(CONDITION));

        // When: lodged by a clerk, decided by a doctor
        Answer lodged = clerk.post(
                "/fhir/Patient/" + person + "/$object", FHIR, parameters("reason", "I want nobody to see this"));
        assertEquals(201, lodged.status(), lodged.body());
        String task = "/fhir/Task/" + lodged.json().path("id").asText();
        assertEquals(
                200,
                clerk.post(task + "/$give-information", FHIR, parameters("information", "A relative works there"))
                        .status());
        Answer upheld =
                doctor.post(task + "/$decide", FHIR, parameters("outcome", "upheld", "reason", "It is well founded"));
        assertEquals("completed", upheld.json().path("status").asText(), upheld.body());

        // Then: blocked, everywhere
        Pause.until(() -> !gp.get(conditions).body().contains(CONDITION));
        Pause.until(() -> !nurse.get(conditions).body().contains(CONDITION));

        // When: overridden, later than an objection has time to bite
        Pause.moment(java.time.Duration.ofMillis(2_500));
        Answer declared = nurse.post(
                "/fhir/Patient/" + person + "/$override",
                FHIR,
                parameters("code", "5", "reason", "Unconscious in the emergency department")
                        .replace("\"code\",\"valueString\"", "\"code\",\"valueCode\""));
        assertEquals(200, declared.status(), declared.body());
        Pause.until(() -> nurse.get(conditions).body().contains(CONDITION));

        // Then: alerted, and to be followed up
        Pause.until(() -> officer.get("/fhir/DetectedIssue?code=override&identified=ge" + start)
                .resources()
                .findAny()
                .isPresent());
        assertTrue(officer.get("/fhir/Task?code=override-follow-up&status=requested")
                .resources()
                .findAny()
                .isPresent());

        // Then: attested, by decisions, by the trail and by probes
        for (int i = 0; i < 6 && attested(start).at("/probes/made").asInt() == 0; i++) {
            Pause.moment(java.time.Duration.ofSeconds(3));
        }
        JsonNode proof = attested(start);
        assertTrue(proof.path("green").asBoolean(), proof.toString());
        assertTrue(proof.at("/trail/asked").asBoolean(), proof.toString());
        assertTrue(proof.at("/trail/overridden").asInt() >= 1, proof.toString());
        assertTrue(proof.at("/probes/refused").asInt() >= 7, proof.toString());
        assertEquals(0, proof.at("/probes/broken").asInt());
        assertTrue(proof.path("residency").has("bulkAgreements"));
        assertEquals(403, gp.get("/attestations").status());
    }

    @Test
    void c6PreferencesAreKeptApartAndLeaveCareAlone() {
        // Given
        fed(Person.PREFERRING, "preferring");
        String person = gp.person(Person.PREFERRING);
        String conditions = "/fhir/Condition?patient=" + person;

        // When
        Answer system = Api.as("feed-kz016")
                .post(
                        "/fhir/Consent/$record-preference",
                        FHIR,
                        parameters("kind", "national-data-opt-out", "choice", "opted-out")
                                .replace(
                                        "\"parameter\":[",
                                        "\"parameter\":[{\"name\":\"patient\",\"valueIdentifier\":{\"system\":"
                                                + "\"https://fhir.nhs.uk/Id/nhs-number\",\"value\":\""
                                                + Person.PREFERRING + "\"}},"));
        Answer scr = gp.post(
                "/fhir/Consent/$record-preference",
                FHIR,
                parameters("kind", "summary-care-record-preference", "choice", "opted-out")
                        .replace(
                                "\"parameter\":[",
                                "\"parameter\":[{\"name\":\"patient\",\"valueReference\":{\"reference\":\"Patient/"
                                        + person + "\"}},"));

        // Then
        assertEquals(200, system.status(), system.body());
        assertEquals(200, scr.status(), scr.body());
        assertTrue(scr.header("x-weald-receipt").isPresent());
        for (String category : new String[] {"national-data-opt-out", "summary-care-record-preference"}) {
            Answer shown = gp.get("/fhir/Consent?patient=" + person + "&status=active&category=" + category);
            assertEquals(1, shown.json().path("total").asInt(), shown.body());
        }
        assertEquals(
                0,
                gp.get("/fhir/Consent?patient=" + person + "&category=article-21-objection")
                        .json()
                        .path("total")
                        .asInt());
        assertTrue(gp.get(conditions).body().contains(CONDITION), "care goes on as before");
    }

    @Test
    void x13NoCommercialAgreementIsRegisteredAndANoticeIsReadByEverybody() {
        LocalDate today = LocalDate.now(ZoneId.of("Europe/London"));
        String agreement =
                "{\"name\":\"it-%d\",\"organisation\":\"KZ063\",\"purpose\":\"%s\",\"categories\":[\"cat-07\"],"
                        + "\"personsADay\":5,\"from\":\"%s\",\"to\":\"%s\",\"reason\":\"A study of conditions\"}";
        long now = System.currentTimeMillis();

        assertEquals(
                422,
                officer.post("/egress-agreements", JSON, agreement.formatted(now, "HMARKT", today, today))
                        .status());
        Answer registered = officer.post("/egress-agreements", JSON, agreement.formatted(now, "HRESCH", today, today));
        assertEquals(200, registered.status(), registered.body());
        String reason = "{\"reason\":\"Agreed by the board in May\"}";
        assertEquals(
                409,
                officer.post("/egress-agreements/it-" + now + "/$approve", JSON, reason)
                        .status());
        assertEquals(
                200,
                guardian.post("/egress-agreements/it-" + now + "/$approve", JSON, reason)
                        .status());
        assertEquals(403, gp.get("/egress-agreements").status());

        String notice =
                "{\"version\":\"it-%d\",\"title\":\"How we use your record\",\"content\":\"%s\",\"from\":\"%s\","
                                .formatted(now, "Who we are, what we hold about you and why. ".repeat(4), today)
                        + "\"reason\":\"The yearly look\"}";
        assertEquals(200, officer.post("/privacy-notice-drafts", JSON, notice).status());
        assertFalse(Api.as("").get("/privacy-notices").body().contains("it-" + now));
        assertEquals(
                200,
                guardian.post("/privacy-notice-drafts/it-" + now + "/$approve", JSON, reason)
                        .status());
        assertTrue(Api.as("").get("/privacy-notices/current").body().contains("it-" + now));
    }
}
