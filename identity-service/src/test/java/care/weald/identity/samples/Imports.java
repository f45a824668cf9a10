package care.weald.identity.samples;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Files of Patients, as the gateway hands them on. */
public final class Imports {

    private Imports() {}

    /** A request of {@code organisation}'s system with a permit to feed. */
    public static RequestSpecification as(String organisation) {
        return given().header("Authorization", "Bearer " + Calls.system(organisation))
                .header("Weald-Permit", Calls.feedPermit(organisation));
    }

    /** Sends {@code lines} as a file. */
    public static Response send(String organisation, List<String> lines) {
        return as(organisation)
                .contentType("application/fhir+ndjson")
                .body(String.join("\n", lines).getBytes(StandardCharsets.UTF_8))
                .post("/imports");
    }

    /** {@code patient} on one line. */
    public static String line(String patient) {
        return patient.replace('\n', ' ');
    }

    /** Sends {@code lines}; the id of the job. */
    public static String taken(String organisation, List<String> lines) {
        return send(organisation, lines)
                .then()
                .statusCode(202)
                .contentType(ContentType.JSON)
                .extract()
                .jsonPath()
                .getString("job");
    }

    /** What has become of {@code job}, once it is over. */
    public static JsonPath over(String organisation, String job) {
        for (int tries = 0; tries < 600; tries++) {
            Response answer = as(organisation).get("/imports/" + job);
            if (answer.statusCode() == 200) {
                return answer.jsonPath();
            }
            answer.then().statusCode(202);
            pause();
        }
        throw new AssertionError("the job never ended");
    }

    private static void pause() {
        try {
            Thread.sleep(100);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
