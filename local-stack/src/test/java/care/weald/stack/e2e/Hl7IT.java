package care.weald.stack.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import care.weald.stack.Json;
import care.weald.stack.e2e.Api.Answer;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a hospital's own systems send: HL7 v2 and FHIR messages, end to end. */
@ExtendWith(RunningStack.class)
class Hl7IT {

    private static final int LINES = 6_000;
    private static final String ER7 = "application/hl7-v2; charset=utf-8";
    private static final String NUMBER = "9991001085";
    private static final String VISIT = UUID.randomUUID().toString();
    private static final String PATIENT =
            "PID|1||%s^^^HOSP^MR~" + NUMBER + "^^^NHS^NH||Testperson^Zebedee||19610304|M||||||||||||||||||||||||01\r";

    private final Api system = Api.as("feed-kz016");
    private final Api gp = Api.as("gp.bell");

    private static String message(String type, String time, String control, String rest) {
        return "MSH|^~\\&|PAS|KZ016|WEALD|WEALD|" + time + "||" + type + "|" + control + "|P|2.4\r"
                + (type.startsWith("ADT") ? "EVN|" + type.substring(4) + "|" + time + "\r" : "") + rest;
    }

    private static String admission(String event, String time) {
        return message(
                "ADT^" + event,
                time,
                UUID.randomUUID().toString(),
                PATIENT.formatted("E2E1") + "PV1|1|I|Ward 3||||||||||||||||" + VISIT + "^^^HOSP\r");
    }

    private Answer send(String message) {
        return system.post("/hl7v2", ER7, message);
    }

    private static void assertAccepted(Answer answer) {
        assertEquals(200, answer.status(), answer.body());
        assertTrue(answer.body().contains("\rMSA|AA|"), answer.body());
        assertTrue(answer.header("x-weald-receipt").isPresent());
    }

    /** What became of a file, once its job is over. */
    private static String outcome(Api api, Answer begun) {
        String location = begun.header("content-location").orElseThrow();
        String path = location.substring(location.indexOf("/fhir/"));
        Pause.until(() -> api.get(path).status() == 200);
        return api.get(path).body();
    }

    @Test
    void refusedMessageWaitsForItsSenderAloneAndIsStoredWhenItIsSentOnAgain() {
        // Given a merge of two registrations of which one is not there yet
        String kept = "E2EK" + UUID.randomUUID().toString().substring(0, 8);
        String merge = message(
                "ADT^A40",
                "20260301100000",
                UUID.randomUUID().toString(),
                "PID|1||" + kept + "^^^HOSP^MR||Testperson^Zelda||19620304|F\rMRG|" + kept + "X^^^HOSP^MR\r");
        Answer refused = send(merge);
        assertTrue(refused.body().contains("\rMSA|AE|"), refused.body());

        // When
        String list = "/fhir/Task?code=feed-message&status=failed&_count=100";
        String waiting = system.get(list).body();
        String id =
                waiting.substring(waiting.lastIndexOf("\"id\":\"message-") + 6).substring(0, 44);

        // Then
        assertEquals(merge, system.get("/fhir/Binary/" + id).body());
        assertEquals(404, Api.as("feed-kz040").get("/fhir/Task/" + id).status());
        assertEquals(403, gp.get("/fhir/Task/" + id).status());
        for (String number : List.of(kept, kept + "X")) {
            assertAccepted(send(message(
                    "ADT^A28",
                    "20260301090000",
                    UUID.randomUUID().toString(),
                    "PID|1||" + number + "^^^HOSP^MR||Testperson^Zelda||19620304|F\r")));
        }
        Answer again = system.post("/fhir/Task/" + id + "/$replay", "application/fhir+json", "");
        assertEquals(200, again.status(), again.body());
        assertTrue(again.body().contains("\"completed\""), again.body());
    }

    @Test
    void admissionAndResultsAreSeenByTheGeneralPractitioner() {
        // Given
        String order = UUID.randomUUID().toString();
        String results = message(
                "ORU^R01",
                "20260301110000",
                UUID.randomUUID().toString(),
                PATIENT.formatted("E2E1") + "OBR|1||" + order + "^LAB|26604007^Full blood count^SCT|||202603011030\r"
                        + "OBX|1|NM|1022431000000105^Haemoglobin^SCT||141|g/L^^UCUM|130-170||||F\r");

        // When
        assertAccepted(send(admission("A03", "20260301120000")));
        assertAccepted(send(admission("A01", "20260301100000")));
        assertAccepted(send(results));
        assertAccepted(send(results));

        // Then
        String person = gp.person(NUMBER);
        Answer visits = gp.get("/fhir/Encounter?patient=" + person);
        assertTrue(visits.body().contains("\"finished\""), visits.body());
        assertEquals(
                1,
                gp.get("/fhir/Observation?code=1022431000000105&patient=" + person)
                        .items()
                        .count());
        assertEquals(
                1, gp.get("/fhir/DiagnosticReport?patient=" + person).items().count());
    }

    @Test
    void formerNumberLeadsToTheSamePersonAfterAMerge() {
        // Given
        assertAccepted(
                send(message("ADT^A28", "20260301100000", UUID.randomUUID().toString(), PATIENT.formatted("E2E2"))));
        String former = PATIENT.formatted("E2E3").replace("~" + NUMBER + "^^^NHS^NH", "");
        assertAccepted(
                send(message("ADT^A28", "20260301100000", UUID.randomUUID().toString(), former)));

        // When
        String merge = message(
                "ADT^A40",
                "20260301110000",
                UUID.randomUUID().toString(),
                PATIENT.formatted("E2E2") + "MRG|E2E3^^^HOSP^MR\r");
        assertAccepted(send(merge));
        assertAccepted(send(merge));

        // Then
        Answer mapped = gp.get("/fhir/Patient/$ihe-pix?sourceIdentifier=urn:weald:local:KZ016:HOSP%7CE2E3");
        assertTrue(mapped.body().contains(NUMBER), mapped.body());
    }

    @Test
    void faultIsToldInTheWordsOfTheMessage() {
        // When
        Answer unknown = send(message("ADT^A24", "20260301100000", "C1", PATIENT.formatted("E2E1")));
        Answer wrong = send(admission("A01", "20260301100000").replace(NUMBER, Person.WRONG));
        Answer other = Api.as("gp.bell").post("/hl7v2", ER7, admission("A01", "20260301100000"));

        // Then
        assertEquals(422, unknown.status(), unknown.body());
        assertTrue(unknown.body().contains("MSA|AR|C1|MSH-9: "), unknown.body());
        assertEquals(400, wrong.status(), wrong.body());
        assertTrue(
                wrong.body().contains("MSA|AE|") && wrong.body().contains("|PID: An identifier is not valid"),
                wrong.body());
        assertTrue(!wrong.body().contains(Person.WRONG), wrong.body());
        assertEquals(403, other.status(), other.body());
    }

    @Test
    void messageBundleIsStoredAndAnswered() {
        // Given
        ObjectNode transaction = Messages.conditions(
                "KZ016", "message", "9991001093", UUID.randomUUID().toString());
        ObjectNode message = Json.object().put("resourceType", "Bundle").put("type", "message");
        ObjectNode header =
                message.withArray("/entry").addObject().putObject("resource").put("resourceType", "MessageHeader");
        header.put("id", UUID.randomUUID().toString()).put("eventUri", "urn:example:event");
        header.putObject("source").put("endpoint", "https://kz016.example/messages");
        transaction.path("entry").forEach(entry -> {
            ObjectNode plain = entry.deepCopy();
            plain.remove(List.of("request"));
            message.withArray("/entry").add(plain);
        });

        // When
        Answer first = system.post("/fhir/$process-message", "application/fhir+json", Json.write(message));
        Answer again = system.post("/fhir", "application/fhir+json", Json.write(message));

        // Then
        assertEquals(200, first.status(), first.body());
        assertEquals("ok", first.json().at("/entry/0/resource/response/code").asText());
        assertEquals(200, again.status(), again.body());
        assertEquals(
                1,
                gp.get("/fhir/Condition?patient=" + gp.person("9991001093"))
                        .items()
                        .count());
    }

    @Test
    void fileOfResourcesIsStoredAndEachRefusedLineTold() {
        // Given
        String local = "https://kz016.example/Id/local-patient-number";
        StringBuilder file =
                new StringBuilder("{\"resourceType\":\"Patient\",\"gender\":\"female\",\"identifier\":[{\"system\":\""
                        + local + "\",\"value\":\"FILE1\"}],\"name\":[{\"family\":\"Filewoman\"}]}\n");
        for (int i = 0; i < LINES; i++) {
            file.append("{\"resourceType\":\"Observation\",\"id\":\"file-")
                    .append(i)
                    .append(
                            "\",\"status\":\"final\",\"category\":[{\"coding\":[{\"system\":\"http://terminology.hl7.org/CodeSystem/observation-category\",\"code\":\"vital-signs\"}]}],")
                    .append(
                            "\"code\":{\"coding\":[{\"system\":\"http://snomed.info/sct\",\"code\":\"364075005\",\"display\":\"Heart rate\"}]},")
                    .append("\"subject\":{\"reference\":\"Patient?identifier=")
                    .append(local)
                    .append("|FILE1\"},")
                    .append("\"effectiveDateTime\":\"2026-03-01T10:00:00Z\",\"valueQuantity\":{\"value\":")
                    .append(60 + i % 60)
                    .append(",\"unit\":\"/min\",\"system\":\"http://unitsofmeasure.org\",\"code\":\"/min\"}}\n");
        }
        file.append("{\"resourceType\":\"Observation\",\"id\":\"bad\",\"status\":\"maybe\"}\n");

        // When
        Answer begun = system.post("/fhir/$import", "application/fhir+ndjson", file.toString());
        assertEquals(202, begun.status(), begun.body());
        String first = outcome(system, begun);
        String again = outcome(system, system.post("/fhir/$import", "application/fhir+ndjson", file.toString()));

        // Then
        assertTrue(first.contains("{\"name\":\"created\",\"valueInteger\":" + (LINES + 1) + "}"), first);
        assertTrue(first.contains("{\"name\":\"line\",\"valueInteger\":" + (LINES + 2) + "}"), first);
        assertTrue(again.contains("{\"name\":\"created\",\"valueInteger\":0}"), again);
        assertTrue(again.contains("{\"name\":\"updated\",\"valueInteger\":" + (LINES + 1) + "}"), again);
        assertEquals(
                403,
                gp.post("/fhir/$import", "application/fhir+ndjson", file.toString())
                        .status());
    }
}
