package care.weald.identity.samples;

import static io.restassured.RestAssured.given;

import care.weald.identity.support.Peers;
import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The requests that the gateway makes. */
public final class Calls {

    private Calls() {}

    /** The caller token of a doctor at {@code organisation}. */
    public static String doctor(String organisation) {
        return Peers.caller("identity-service", organisation, "R8000", "TREAT");
    }

    /** The caller token of {@code organisation}'s system. */
    public static String system(String organisation) {
        return Peers.caller("identity-service", organisation, "", "TREAT");
    }

    /** A feed permit for {@code organisation}'s system. */
    public static String feedPermit(String organisation) {
        return Peers.sign(
                "consent-service",
                "weald-permit+jwt",
                "identity-service",
                "user-" + organisation + "-",
                Map.of("weald", Map.of("decision", "permit", "interaction", "feed")));
    }

    /** Sends {@code bundle} as {@code organisation}'s system. */
    @CanIgnoreReturnValue
    public static ValidatableResponse feed(String organisation, String phase, String bundle) {
        return given().header("Authorization", "Bearer " + system(organisation))
                .header("Weald-Permit", feedPermit(organisation))
                .contentType("application/fhir+json")
                .body(bundle.getBytes(StandardCharsets.UTF_8))
                .post("/feeds/patients?phase=" + phase)
                .then();
    }

    /** The caller token of {@code organisation}'s system with {@code scope}. */
    public static String system(String organisation, String scope) {
        Map<String, Object> iua = Map.of(
                "subject_organization_id",
                organisation,
                "subject_role",
                List.of(),
                "purpose_of_use",
                List.of(Map.of("system", "http://terminology.hl7.org/CodeSystem/v3-ActReason", "code", "TREAT")));
        return Peers.sign(
                "gateway",
                "weald-caller+jwt",
                "identity-service",
                "user-" + organisation + "-",
                Map.of("client_id", "test-client", "scope", scope, "extensions", Map.of("ihe_iua", iua)));
    }

    /** A request with a feed permit of {@code organisation}'s system, whose scope is {@code scope}. */
    public static RequestSpecification feeding(String organisation, String scope) {
        return given().header("Authorization", "Bearer " + system(organisation, scope))
                .header("Weald-Permit", feedPermit(organisation));
    }

    /** Removes {@code organisation}'s registration under an identifier. */
    @CanIgnoreReturnValue
    public static ValidatableResponse remove(String organisation, String system, String value) {
        return feeding(organisation, "system/Patient.d")
                .contentType("application/json")
                .body("{\"identifier\":{\"system\":\"" + system + "\",\"value\":\"" + value + "\"}}")
                .post("/feeds/patients/removals")
                .then();
    }

    /** Removes {@code organisation}'s registration under a local identifier of {@link Samples#local}. */
    @CanIgnoreReturnValue
    public static ValidatableResponse remove(String organisation, String value) {
        return remove(organisation, "https://kent.example/Id/local-patient-number", value);
    }

    /** Stores one {@code patient} of {@code organisation}; the answer's row for it. */
    @CanIgnoreReturnValue
    public static Map<String, Object> store(String organisation, String patient) {
        JsonPath answer = feed(organisation, "commit", Samples.transaction(patient))
                .statusCode(200)
                .extract()
                .jsonPath();
        return answer.getMap("patients[0]");
    }

    /** Asks for a person token as a doctor at {@code organisation}. */
    @CanIgnoreReturnValue
    public static ValidatableResponse personToken(String organisation, String body) {
        return given().header("Authorization", "Bearer " + doctor(organisation))
                .contentType("application/json")
                .body(body)
                .post("/person-tokens")
                .then();
    }

    /** The claims of the person token that {@code body} leads to. */
    public static JsonPath person(String organisation, String body) {
        return claims(personToken(organisation, body)
                .statusCode(200)
                .extract()
                .jsonPath()
                .getString("token"));
    }

    /** The person token's claims for an NHS number. */
    public static JsonPath byNumber(String number) {
        return person("KZ001", """
                {"identifier":{"system":"https://fhir.nhs.uk/Id/nhs-number","value":"%s"}}""".formatted(number));
    }

    /** The claims of {@code token}. */
    public static JsonPath claims(String token) {
        String payload = token.substring(token.indexOf('.') + 1, token.lastIndexOf('.'));
        return new JsonPath(new String(Base64.getUrlDecoder().decode(payload), StandardCharsets.UTF_8));
    }

    /** What a permit to read a person says, to be changed by a test. */
    public static Map<String, Object> weald(JsonPath person, Map<String, String> levels) {
        List<Map<String, Object>> sources = person.getList("source_patients");
        return new HashMap<>(Map.of(
                "decision",
                "permit",
                "interaction",
                "read",
                "source_patients",
                sources,
                "restricted",
                person.getBoolean("restricted"),
                "levels",
                levels));
    }

    /** A permit for a doctor at {@code KZ001}. */
    public static String permit(String person, Map<String, ?> weald) {
        return Peers.sign(
                "consent-service",
                "weald-permit+jwt",
                "identity-service",
                "user-KZ001-R8000",
                Map.of("extensions", Map.of("ihe_pcf", Map.of("patient_id", person)), "weald", weald));
    }

    /** Reads a Patient as a doctor at {@code KZ001}. */
    public static Response read(String person, String permit) {
        return given().header("Authorization", "Bearer " + doctor("KZ001"))
                .header("Weald-Permit", permit)
                .get("/patients/" + person);
    }

    /** Reads the Patient of {@code number} with {@code levels}. */
    public static Response read(String number, Map<String, String> levels) {
        JsonPath person = byNumber(number);
        return read(person.getString("sub"), permit(person.getString("sub"), weald(person, levels)));
    }
}
