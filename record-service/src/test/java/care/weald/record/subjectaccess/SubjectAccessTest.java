package care.weald.record.subjectaccess;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import care.weald.record.support.Feeds;
import care.weald.record.support.Peers;
import care.weald.record.support.Permits;
import care.weald.record.support.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A copy is asked for, reviewed by somebody else, made without what is withheld, and fetched once (row X5). */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(Peers.class)
class SubjectAccessTest {

    @Inject
    Pool pool;

    private static final String OFFICER = "R0001";
    private static final String DOCTOR = "R8000";
    private static final String RESTRICTED = ",\"meta\":{\"security\":[{\"system\":"
            + "\"http://terminology.hl7.org/CodeSystem/v3-Confidentiality\",\"code\":\"R\"}]}";
    private static final String LOG = "<html><body>Nobody has looked</body></html>";

    private final UUID person = UUID.randomUUID();
    private final UUID patient = UUID.randomUUID();
    private final byte[] who = ("{\"resourceType\":\"Patient\",\"id\":\"" + person
                    + "\",\"name\":[{\"text\":\"Synthetic Person\"}],\"birthDate\":\"1970-01-01\"}")
            .getBytes(StandardCharsets.UTF_8);

    private RequestSpecification as(String organisation, String role, String interaction, UUID whom) {
        String permit = Permits.sign(
                "record-service",
                organisation,
                role,
                Permits.weald("permit", interaction, Map.of(), List.of(patient), List.of()),
                whom.toString());
        return given().urlEncodingEnabled(false)
                .header("Authorization", "Bearer " + Peers.caller("record-service", organisation, role, "HOPERAT"))
                .header("Weald-Permit", permit);
    }

    private RequestSpecification officer() {
        return as("KZ016", OFFICER, "subject-access", person);
    }

    private RequestSpecification reviewer() {
        return as("KZ016", DOCTOR, "disclosure-review", person);
    }

    private String sent(String id, String more) {
        String observation = Feeds.observation(patient + id, "Patient/x", "laboratory", "718-7", more);
        String location = Feeds.send(Feeds.bundle("transaction", List.of(observation)), patient, "Patient/x")
                .statusCode(200)
                .extract()
                .path("entries[0].location");
        return location.substring(0, location.indexOf("/_history"));
    }

    private String opened() {
        return officer()
                .contentType("application/fhir+json")
                .body(who)
                .post("/subject-access")
                .then()
                .statusCode(201)
                .header("Location", containsString("/$subject-access/"))
                .extract()
                .path("id");
    }

    private ValidatableResponse decide(String job, String item, String decision, String ground) {
        String part = ground.isEmpty() ? "" : ",{\"name\":\"ground\",\"valueCode\":\"" + ground + "\"}";
        return reviewer()
                .contentType("application/fhir+json")
                .body(("{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"item\",\"part\":[{\"name\":"
                                + "\"reference\",\"valueReference\":{\"reference\":\"" + item
                                + "\"}},{\"name\":\"decision\","
                                + "\"valueCode\":\"" + decision + "\"}" + part + "]}]}")
                        .getBytes(StandardCharsets.UTF_8))
                .post("/subject-access-reviews/" + job + "/$decide")
                .then();
    }

    private ValidatableResponse complete(String job) {
        return reviewer().post("/subject-access-reviews/" + job + "/$complete").then();
    }

    private ValidatableResponse fetch(String job) {
        return officer()
                .contentType("text/html")
                .body(LOG)
                .post("/subject-access/" + job + "/$fetch")
                .then();
    }

    private void ready(String job) throws InterruptedException {
        for (int i = 0; i < 200; i++) {
            String status = officer().get("/subject-access/" + job).path("status");
            if ("ready".equals(status)) {
                return;
            }
            Thread.sleep(100);
        }
        throw new AssertionError("never made");
    }

    private static Map<String, byte[]> files(byte[] zip) throws IOException {
        Map<String, byte[]> files = new HashMap<>();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                files.put(entry.getName(), in.readAllBytes());
            }
        }
        return files;
    }

    private static String text(byte[] pdf) throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            assertTrue(document.getDocumentCatalog().getMarkInfo().isMarked(), "the PDF is tagged");
            assertEquals("en-GB", document.getDocumentCatalog().getLanguage());
            return new PDFTextStripper().getText(document);
        }
    }

    @Test
    void x5WhatIsWithheldIsInNoFileAndNothingTellsThatItIsMissing() throws Exception {
        // Given
        String withheld = sent("secret", RESTRICTED + ",\"note\":[{\"text\":\"said by the neighbour\"}]");
        String open = sent(
                "open",
                ",\"note\":[{\"text\":\"<script>alert(1)</script> plain\"}],\"hasMember\":[{\"reference\":\"" + withheld
                        + "\"}]");
        String job = opened();

        // When
        reviewer()
                .get("/subject-access-reviews/" + job)
                .then()
                .statusCode(200)
                .body("input.valueReference.reference", hasItem(withheld))
                .body("input.valueReference.reference", not(hasItem(open)));
        complete(job).statusCode(409).body("rule", equalTo("undecided"));
        decide(job, withheld, "withhold", "serious-harm").statusCode(200).body("output", hasSize(1));
        complete(job).statusCode(200);
        ready(job);
        Map<String, byte[]> files = files(fetch(job).statusCode(200).extract().asByteArray());

        // Then
        assertEquals(java.util.Set.of("record.html", "record.json", "record.pdf", "access-log.html"), files.keySet());
        String html = new String(files.get("record.html"), StandardCharsets.UTF_8);
        String json = new String(files.get("record.json"), StandardCharsets.UTF_8);
        String id = withheld.substring(withheld.indexOf('/') + 1);
        for (String file : List.of(html, json, text(java.util.Objects.requireNonNull(files.get("record.pdf"))))) {
            assertFalse(file.contains("neighbour"));
            assertFalse(file.contains(id));
            assertTrue(file.contains("plain"));
        }
        assertFalse(json.contains("hasMember"));
        assertFalse(html.contains("<script"));
        assertTrue(html.contains("&lt;script&gt;"));
        assertTrue(json.contains("\"type\":\"document\""));
        assertTrue(json.contains("Synthetic Person"));
        assertEquals(LOG, new String(files.get("access-log.html"), StandardCharsets.UTF_8));
    }

    @Test
    void x5WhoeverAskedIsToldNothingOfWhatIsHeldOrDecided() {
        String _ = sent("secret", RESTRICTED);
        String job = opened();

        officer()
                .get("/subject-access/" + job)
                .then()
                .statusCode(200)
                .body("status", equalTo("in-progress"))
                .body("$", not(org.hamcrest.Matchers.hasKey("input")))
                .body("$", not(org.hamcrest.Matchers.hasKey("output")));
        fetch(job).statusCode(409).body("rule", equalTo("not-ready"));
    }

    @Test
    void aCopyThatCannotBeMadeHoldsUpNoOther() throws Exception {
        var _ = pool.query(
                        "insert into subject_access (person, source_patients, organisation, subject, citizen, status,"
                                + " patient, made_at, due_on, reviewed_at) values (gen_random_uuid(), '{}', 'KZ016', 's', false,"
                                + " 'making', '\\x7b', now(), current_date, now() - interval '1 day')")
                .execute()
                .await()
                .indefinitely();
        String _ = sent("one", "");
        String job = opened();

        complete(job).statusCode(200);

        ready(job);
    }

    @Test
    void x5WhatComesAfterTheRequestIsNotInTheCopy() throws Exception {
        String _ = sent("one", ",\"note\":[{\"text\":\"as it was\"}]");
        String job = opened();
        String _ = sent("one", ",\"note\":[{\"text\":\"as it is\"}]");
        String _ = sent("two", ",\"note\":[{\"text\":\"much later\"}]");

        complete(job).statusCode(200);
        ready(job);
        String json = new String(files(fetch(job).extract().asByteArray()).get("record.json"), StandardCharsets.UTF_8);

        assertTrue(json.contains("as it was"));
        assertFalse(json.contains("as it is"));
        assertFalse(json.contains("much later"));
    }

    @Test
    void x5NobodyReviewsTheOwnRequestNorThatOfAnotherPartner() {
        String _ = sent("secret", RESTRICTED);
        String job = as("KZ016", DOCTOR, "subject-access", person)
                .contentType("application/fhir+json")
                .body(who)
                .post("/subject-access")
                .then()
                .statusCode(201)
                .extract()
                .path("id");

        reviewer().get("/subject-access-reviews/" + job).then().statusCode(404);
        as("KX001", DOCTOR, "disclosure-review", person)
                .get("/subject-access-reviews/" + job)
                .then()
                .statusCode(404);
        as("KZ016", "R8001", "disclosure-review", person)
                .get("/subject-access-reviews/" + job)
                .then()
                .statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/subject-access/", "/subject-access-reviews/"})
    void x5AnotherPersonsOrPartnersRequestIsNone(String path) {
        String job = opened();
        String interaction = path.contains("review") ? "disclosure-review" : "subject-access";

        as("KX001", OFFICER, interaction, person).get(path + job).then().statusCode(404);
        as("KZ016", "R8001", interaction, UUID.randomUUID())
                .get(path + job)
                .then()
                .statusCode(404);
        as("KZ016", OFFICER, "record", person).get(path + job).then().statusCode(403);
    }

    @Test
    void x5OneRequestAtATimeAndItCanBeWithdrawn() {
        String job = opened();
        officer()
                .contentType("application/fhir+json")
                .body(who)
                .post("/subject-access")
                .then()
                .statusCode(409)
                .body("rule", equalTo("open"));

        officer()
                .post("/subject-access/" + job + "/$cancel")
                .then()
                .statusCode(200)
                .body("status", equalTo("cancelled"));

        officer()
                .post("/subject-access/" + job + "/$cancel")
                .then()
                .statusCode(409)
                .body("rule", equalTo("over"));
        complete(job).statusCode(404);
        fetch(job).statusCode(409).body("rule", equalTo("over"));
        String _ = opened();
    }

    @Test
    void x5DecisionsThatMakeNoSenseAreRefused() {
        String item = sent("secret", RESTRICTED);
        String job = opened();

        decide(job, item, "withhold", "").statusCode(400);
        decide(job, item, "release", "serious-harm").statusCode(400);
        decide(job, item, "withhold", "because").statusCode(400);
        decide(job, "Observation/x", "release", "").statusCode(400);
        decide(job, item.replaceAll(".$", "0"), "release", "").statusCode(409).body("rule", equalTo("not-in-review"));
        reviewer()
                .get("/subject-access-reviews/" + job + "/items?_cursor=x")
                .then()
                .statusCode(400);
        reviewer()
                .get("/subject-access-reviews/" + job + "/items")
                .then()
                .statusCode(200)
                .body("entry", hasSize(1));
    }
}
