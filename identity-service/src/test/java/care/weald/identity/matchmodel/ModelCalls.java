package care.weald.identity.matchmodel;

import static io.restassured.RestAssured.given;

import care.weald.identity.samples.Stewards;
import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;

/** What those who run the index ask; each job role is another person. */
final class ModelCalls {

    static final String MAKER = "R5110";
    static final String PROPOSER = "R1984";
    static final String THIRD = "R8013";

    /** The organisation that runs the index. */
    static final String PROGRAMME = "KZ001";

    private static final String REASON = "{\"reason\":\"As the board decided\"}";

    private ModelCalls() {}

    static RequestSpecification as(String role) {
        return given().urlEncodingEnabled(false)
                .header("Authorization", "Bearer " + Stewards.caller(PROGRAMME, role))
                .header("Weald-Permit", Stewards.permit(PROGRAMME, role, "models"))
                .contentType("application/json");
    }

    /** The subject of whoever has {@code role}. */
    static String subject(String role) {
        return "user-" + PROGRAMME + "-" + role;
    }

    static JsonPath list() {
        return as(MAKER).get("/match-models").then().statusCode(200).extract().jsonPath();
    }

    static JsonPath report(String version) {
        return as(MAKER)
                .get("/match-models/" + version + "/report")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    @CanIgnoreReturnValue
    static ValidatableResponse train(String version) {
        return as(MAKER)
                .body("{\"version\":\"" + version + "\",\"reason\":\"Our own people\"}")
                .post("/match-models/$train")
                .then();
    }

    @CanIgnoreReturnValue
    static ValidatableResponse attempt(String version, boolean run) {
        return as(PROPOSER)
                .body("{\"run\":" + run + ",\"reason\":\"Does it do better?\"}")
                .post("/match-models/" + version + "/$shadow")
                .then();
    }

    @CanIgnoreReturnValue
    static ValidatableResponse activate(String version, String role) {
        return as(role).body(REASON)
                .post("/match-models/" + version + "/$activate")
                .then();
    }

    @CanIgnoreReturnValue
    static ValidatableResponse rollBack(String version) {
        return as(MAKER)
                .body(REASON)
                .post("/match-models/" + version + "/$roll-back")
                .then();
    }
}
