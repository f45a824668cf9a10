package care.weald.record.document;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import care.weald.record.support.Documents;
import care.weald.record.support.Feeds;
import care.weald.record.support.Peers;
import care.weald.record.support.Permits;
import care.weald.record.support.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Documents from a feed to their bytes (IHE MHD ITI-65, 66, 67, 68). */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(Peers.class)
class DocumentTest {

    private static final UUID PERSON = UUID.randomUUID();
    private static final String CONTEXT = ",\"securityLabel\":[{\"coding\":[{\"system\":"
            + "\"http://terminology.hl7.org/CodeSystem/v3-Confidentiality\",\"code\":\"N\"}]}],\"context\":{"
            + "\"period\":{\"start\":\"2026-03-01\",\"end\":\"2026-03-05\"},\"facilityType\":{\"coding\":[{\"system\":"
            + "\"http://snomed.info/sct\",\"code\":\"22232009\"}]},\"practiceSetting\":{\"coding\":[{\"system\":"
            + "\"http://snomed.info/sct\",\"code\":\"394802001\"}]}}";

    private final UUID patient = UUID.randomUUID();

    private ValidatableResponse send(String... resources) {
        return send("transaction", List.of(resources));
    }

    /** Sends resources, of whose ids a tilde makes those of this test alone. */
    private ValidatableResponse send(String kind, List<String> resources) {
        String body = Feeds.bundle(kind, resources).replace("~", patient.toString());
        return Feeds.send(body, patient, "Patient/x");
    }

    private ValidatableResponse get(String path, String interaction, Map<String, String> levels, String... hidden) {
        String permit = Permits.person(interaction, PERSON, List.of(patient), levels, List.of(hidden));
        return given().header("Authorization", "Bearer " + Permits.caller())
                .header("Weald-Permit", permit)
                .get(path)
                .then();
    }

    private ValidatableResponse search(String query) {
        return get("/items/DocumentReference?_count=10&" + query, "search", Permits.all("F"));
    }

    private String url() {
        return search("_total=accurate").statusCode(200).extract().path("entry[0].resource.content[0].attachment.url");
    }

    private ValidatableResponse content(String url, Map<String, String> levels, String... hidden) {
        return get("/contents/" + url.substring("Binary/".length()), "read", levels, hidden);
    }

    @Test
    void aSearchCarriesNoContentAndTheContentIsReadByItself() {
        // Given
        send(Documents.reference("~d1", Documents.LETTER, Documents.text("Dear colleague"), CONTEXT))
                .statusCode(200);
        // When
        ValidatableResponse found = search("type=" + Documents.LETTER);
        // Then
        found.body("total", equalTo(1)).body(not(containsString("\"data\"")));
        content(url(), Permits.all("F"))
                .statusCode(200)
                .header("Weald-Content-Type", "text/plain")
                .header("Content-Type", "application/octet-stream")
                .header("Weald-Disclosure", containsString("\"categories\":[\"cat-15\"],\"items\":1"))
                .body(equalTo("Dear colleague"));
    }

    @Test
    void theContentIsABinaryForWhoWantsOne() {
        send(Documents.reference("~d1", Documents.LETTER, Documents.text("Dear colleague"), ""))
                .statusCode(200);
        String url = url();

        given().header("Authorization", "Bearer " + Permits.caller())
                .header("Weald-Permit", Permits.person("read", PERSON, List.of(patient), Permits.all("F"), List.of()))
                .header("Accept", "application/fhir+json")
                .get("/contents/" + url.substring("Binary/".length()))
                .then()
                .statusCode(200)
                .body("resourceType", equalTo("Binary"))
                .body("id", equalTo(url.substring("Binary/".length())))
                .body("contentType", equalTo("text/plain"))
                .body("securityContext.reference", startsWith("DocumentReference/"))
                .body("data", equalTo(Documents.base64("Dear colleague")));
    }

    @Test
    void contentIsHiddenWhereItsDocumentIsHiddenOrNotShownWhole() {
        // Given
        String labelled = ",\"securityLabel\":[{\"coding\":[{\"system\":"
                + "\"http://terminology.hl7.org/CodeSystem/v3-Confidentiality\",\"code\":\"V\"}]}]";
        send(Documents.reference("~d1", Documents.LETTER, Documents.text("secret"), labelled))
                .statusCode(200);
        String url = url();
        // Then
        content(url, Permits.all("F")).statusCode(200);
        content(url, Permits.all("F"), "V")
                .statusCode(404)
                .header("Weald-Disclosure", containsString("\"withheld\":1"))
                .body(not(containsString("secret")));
        content(url, Permits.all("K")).statusCode(404);
        content(url, Permits.all("A")).statusCode(404);
        content(url, Map.of("cat-16", "F")).statusCode(404);
    }

    @Test
    void aPermitForAnotherPersonsRegistrationsOpensNothing() {
        send(Documents.reference("~d1", Documents.LETTER, Documents.text("secret"), ""))
                .statusCode(200);
        String url = url();
        String permit = Permits.person("read", PERSON, List.of(UUID.randomUUID()), Permits.all("F"), List.of());

        given().header("Authorization", "Bearer " + Permits.caller())
                .header("Weald-Permit", permit)
                .get("/contents/" + url.substring("Binary/".length()))
                .then()
                .statusCode(404)
                .header("Weald-Disclosure", containsString("\"withheld\":0"));
        content("Binary/nonsense", Permits.all("F")).statusCode(404);
        get("/contents/" + url.substring("Binary/".length()), "search", Permits.all("F"))
                .statusCode(403);
    }

    @Test
    void contentThatANewerVersionNoLongerHasIsGone() {
        // Given
        send(Documents.reference("~d1", Documents.LETTER, Documents.text("wrong patient"), ""))
                .statusCode(200);
        String old = url();
        // When
        send(Documents.reference("~d1", Documents.LETTER, Documents.text("corrected"), ""))
                .statusCode(200);
        // Then
        content(old, Permits.all("F")).statusCode(404);
        content(url(), Permits.all("F")).statusCode(200).body(equalTo("corrected"));
    }

    @Test
    void theSameDocumentAgainIsNoNewVersion() {
        String document = Documents.reference("~d1", Documents.LETTER, Documents.text("same"), "");
        send(document).statusCode(200);

        send(document, Documents.reference("~d2", Documents.LETTER, Documents.text("other"), ""))
                .statusCode(200)
                .body("entries[0].status", equalTo("200 OK"))
                .body("entries[0].location", containsString("/_history/1"))
                .body("entries[1].status", equalTo("201 Created"));
    }

    @Test
    void aDocumentIsProvidedWithItsSubmissionSetAndItsBinary() {
        // Given a message of ITI-65
        String list = "{\"resourceType\":\"List\",\"id\":\"~s1\",\"status\":\"current\",\"mode\":\"working\",\"code\":{"
                + "\"coding\":[{\"system\":\"https://profiles.ihe.net/ITI/MHD/CodeSystem/MHDlistTypes\",\"code\":"
                + "\"submissionset\"}]},\"subject\":{\"reference\":\"Patient/x\"},\"entry\":[{\"item\":{\"reference\":"
                + "\"DocumentReference/~d1\"}}]}";
        String reference = Documents.reference(
                "~d1",
                Documents.LETTER,
                "\"contentType\":\"text/plain\",\"url\":\"Binary/~b1\"",
                ",\"category\":[{\"coding\":[{\"code\":\"safeguarding\"}]}]");
        // When
        ValidatableResponse answer =
                send(Documents.binary("~b1", "text/plain;charset=UTF-8", "provided"), list, reference);
        // Then
        String binary = answer.statusCode(200)
                .body("entries.status", contains("201 Created", "201 Created", "201 Created"))
                .body("entries[0].location", startsWith("Binary/"))
                .extract()
                .path("entries[0].location");
        assertEquals(url(), binary);
        content(binary, Permits.all("F"))
                .header("Weald-Content-Type", "text/plain;charset=UTF-8")
                .body(equalTo("provided"));
        get("/items/List?code=submissionset&_include=List:item", "search", Permits.all("F"))
                .body("total", equalTo(1))
                .body("entry.resource.resourceType", contains("List", "DocumentReference"));
        // and the set is kept as closely as what it lists
        get("/items/List", "search", Map.of("cat-15", "F")).body("total", equalTo(0));
    }

    @Test
    void aDocumentIsKeptAsCloselyAsItsContent() {
        String labelled = Documents.binary("~b1", "text/plain", "secret")
                .replace(
                        "\"contentType\"",
                        "\"meta\":{\"security\":[{\"system\":"
                                + "\"http://terminology.hl7.org/CodeSystem/v3-Confidentiality\",\"code\":\"V\"}]},"
                                + "\"contentType\"");
        send(labelled, Documents.reference("~d1", Documents.LETTER, "\"url\":\"Binary/~b1\"", ""))
                .statusCode(200);

        get("/items/DocumentReference", "search", Permits.all("F"), "V").body("total", equalTo(0));
        content(url(), Permits.all("F"), "V").statusCode(404);
    }

    @Test
    void aStaleDocumentKeepsWhatIsStoredAndSaysSoOfItsBinary() {
        // Given
        String newer = ",\"meta\":{\"lastUpdated\":\"2026-05-01T00:00:00Z\"}";
        send(Documents.reference("~d1", Documents.LETTER, Documents.text("newer"), newer))
                .statusCode(200);
        // When
        ValidatableResponse answer = send(
                Documents.reference(
                        "~d1",
                        Documents.LETTER,
                        "\"contentType\":\"text/plain\",\"url\":\"Binary/~b1\"",
                        newer.replace("05-01", "04-01")),
                Documents.binary("~b1", "text/plain", "older"));
        // Then
        answer.statusCode(200)
                .body("entries.status", contains("200 OK", "200 OK"))
                .body("entries[1].location", startsWith("DocumentReference/"));
        content(url(), Permits.all("F")).body(equalTo("newer"));
    }

    @Test
    void contentThatNobodyNamesAndContentThatIsNotThereAreRefused() {
        send(Documents.binary("~b1", "text/plain", "alone"))
                .statusCode(422)
                .body("place", equalTo("Bundle.entry[0].resource"));
        send(Documents.reference("~d1", Documents.LETTER, "\"contentType\":\"text/plain\",\"url\":\"Binary/~b1\"", ""))
                .statusCode(422)
                .body("place", equalTo("Bundle.entry[0].resource.content.attachment.url"));
        send(Documents.reference(
                        "~d1",
                        Documents.LETTER,
                        Documents.text("hello") + ",\"hash\":\"AAAAHdzF6KLavt4PO0gs2a6pQ00=\"",
                        ""))
                .statusCode(422)
                .body("place", equalTo("Bundle.entry[0].resource.content.attachment.hash"));
        search("_total=accurate").body("total", equalTo(0));
    }

    @Test
    void inABatchTheOthersAreStored() {
        send(
                        "batch",
                        List.of(
                                Documents.binary("~b1", "text/plain", "alone"),
                                Documents.reference("~d1", Documents.LETTER, Documents.text("fine"), "")))
                .statusCode(200)
                .body("entries.status", contains("422 Unprocessable Entity", "201 Created"));
    }

    @Test
    void aReportsFormIsADocumentToo() {
        send("{\"resourceType\":\"DiagnosticReport\",\"id\":\"~r\",\"status\":\"final\",\"code\":{\"text\":\"x\"},"
                        + "\"subject\":{\"reference\":\"Patient/x\"},\"presentedForm\":[{"
                        + Documents.text("report") + "}]}")
                .statusCode(200);

        String url = get("/items/DiagnosticReport", "search", Permits.all("F"))
                .body(not(containsString("\"data\"")))
                .extract()
                .path("entry[0].resource.presentedForm[0].url");
        content(url, Permits.all("F")).body(equalTo("report"));
    }

    @ParameterizedTest
    @CsvSource({
        "facility=22232009, 1",
        "facility=http://snomed.info/sct|22232009, 1",
        "facility=394802001, 0",
        "setting=http://snomed.info/sct|, 1",
        "setting=394802001, 1",
        "contenttype=text/plain, 1",
        "contenttype=application/pdf, 0",
        "period=ge2026-03-04, 1",
        "period=2026-04, 0",
        "security-label=N, 1",
        "security-label=R, 0",
        "status=current, 1",
        "event=1, 0",
        "format=1, 0"
    })
    void documentsAreFoundByWhatMhdSearchesBy(String query, int total) {
        send(Documents.reference("~d1", Documents.LETTER, Documents.text("hello"), CONTEXT))
                .statusCode(200);

        search(query).statusCode(200).body("total", equalTo(total));
    }

    @Test
    void whatOnlyTheWholeDocumentShowsIsNoWayToFindIt() {
        send(Documents.reference("~d1", Documents.LETTER, Documents.text("hello"), CONTEXT))
                .statusCode(200);

        for (String query : List.of("facility=22232009", "period=ge2026-03-01", "contenttype=text/plain")) {
            get("/items/DocumentReference?" + query, "search", Permits.all("K")).body("total", equalTo(0));
        }
        get("/items/DocumentReference?type=" + Documents.LETTER, "search", Permits.all("K"))
                .body("total", equalTo(1))
                .body(not(containsString("Binary/")));
    }

    @Test
    void itIsFoundByWhatItReplaces() {
        send(Documents.reference("~d1", Documents.LETTER, Documents.text("one"), ""))
                .statusCode(200);
        String first = search("_total=accurate").extract().path("entry[0].resource.id");
        send(Documents.reference(
                        "~d2",
                        Documents.LETTER,
                        Documents.text("two"),
                        ",\"relatesTo\":[{\"code\":\"replaces\",\"target\":{\"reference\":\"DocumentReference/~d1\"}}]"))
                .statusCode(200);

        search("relatesto=DocumentReference/" + first)
                .body("total", equalTo(1))
                .body("entry.resource.relatesTo.target.reference.flatten()", hasItem("DocumentReference/" + first));
        assertTrue(first.length() > 50);
    }
}
