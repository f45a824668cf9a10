package care.weald.stack.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import care.weald.stack.e2e.Api.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What is done in the background, followed by whoever began it and by nobody else. */
@ExtendWith(RunningStack.class)
class BulkIT {

    private static final String LINES = """
            {"resourceType":"Patient","identifier":[{"system":"https://kz016.example/Id/local-patient-number","value":"bulk-1"}],\
            "name":[{"family":"Bulkman","given":["Ines"]}],"gender":"female","birthDate":"1961-04-02"}
            {"resourceType":"Patient","identifier":[{"system":"https://kz016.example/Id/local-patient-number","value":"bulk-2"}],\
            "birthDate":"1961-13-02"}
            """;

    private static String path(Answer begun) {
        String location = begun.header("content-location").orElseThrow();
        return location.substring(location.indexOf("/fhir/"));
    }

    private static String outcome(Api api, String path) {
        Pause.until(() -> api.get(path).status() == 200);
        return api.get(path).body();
    }

    @Test
    void aFileIsStoredLineByLineAndToldOfToItsSenderAlone() {
        // Given
        Api system = Api.as("feed-kz016");

        // When
        Answer begun = system.post("/fhir/Patient/$import", "application/fhir+ndjson", LINES);

        // Then
        assertEquals(202, begun.status(), begun.body());
        assertTrue(begun.header("x-weald-receipt").isPresent());
        String told = outcome(system, path(begun));
        assertTrue(told.contains("{\"name\":\"created\",\"valueInteger\":1}"), told);
        assertTrue(told.contains("{\"name\":\"line\",\"valueInteger\":2}"), told);
        assertTrue(!told.contains("1961-13-02"), told);
        assertEquals(404, Api.as("feed-kz040").get(path(begun)).status());
        assertEquals(
                403,
                Api.as("gp.bell")
                        .post("/fhir/Patient/$import", "application/fhir+ndjson", LINES)
                        .status());
    }

    @Test
    void everybodyIsSearchedForDuplicatesByWhoeverKeepsTheIndex() {
        // Given
        Api keeper = Api.as("index.marsh");
        String search = "/fhir/Patient/$deduplicate";

        // When
        Answer begun = keeper.post(search, "application/fhir+json", "");

        // Then
        assertEquals(202, begun.status(), begun.body());
        String told = outcome(keeper, path(begun));
        assertTrue(told.contains("\"compared\""), told);
        assertEquals(
                403,
                Api.as("records.dean").post(search, "application/fhir+json", "").status());
        assertEquals(
                403, Api.as("gp.bell").post(search, "application/fhir+json", "").status());
    }
}
