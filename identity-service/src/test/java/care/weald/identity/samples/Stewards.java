package care.weald.identity.samples;

import static io.restassured.RestAssured.given;

import care.weald.identity.support.Peers;
import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** What data stewards ask for through the gateway. */
public final class Stewards {

    /** The reason that each merge gives. */
    public static final String REASON = "{\"name\":\"reason\",\"valueString\":\"Registered twice\"}";

    private Stewards() {}

    /** The caller token of a steward at {@code organisation}; each role is another person. */
    public static String caller(String organisation, String role) {
        return Peers.caller("identity-service", organisation, role, "HOPERAT");
    }

    /** A permit without a person for that caller. */
    public static String permit(String organisation, String role, String interaction) {
        return Peers.sign(
                "consent-service",
                "weald-permit+jwt",
                "identity-service",
                "user-" + organisation + "-" + role,
                Map.of("weald", Map.of("decision", "permit", "interaction", interaction)));
    }

    /** Asks to merge as the Parameters {@code body} say. */
    @CanIgnoreReturnValue
    public static ValidatableResponse mergeOnce(String key, String body) {
        return given().urlEncodingEnabled(false)
                .header("Authorization", "Bearer " + caller("KZ001", "R0260"))
                .header("Weald-Permit", permit("KZ001", "R0260", "steward"))
                .header("Idempotency-Key", key)
                .contentType("application/fhir+json")
                .body(body)
                .post("/patients/$merge")
                .then();
    }

    /** Asks to merge {@code source} into {@code target}. */
    @CanIgnoreReturnValue
    public static ValidatableResponse merge(Object source, Object target) {
        return mergeOnce(UUID.randomUUID().toString(), parameters(source, target, ""));
    }

    /** The Parameters of a merge, with {@code more} parameters (each with a comma in front). */
    public static String parameters(Object source, Object target, String more) {
        return """
                {"resourceType":"Parameters","parameter":[
                 {"name":"source-patient","valueReference":{"reference":"Patient/%s"}},
                 {"name":"target-patient","valueReference":{"reference":"Patient/%s"}},
                 %s%s]}""".formatted(source, target, REASON, more);
    }

    /** Asks to take {@code sources} out of {@code person}. */
    @CanIgnoreReturnValue
    public static ValidatableResponse unlink(Object person, Object... sources) {
        return unlinking(person, taking(sources));
    }

    /** Asks the same under {@code key}. */
    @CanIgnoreReturnValue
    public static ValidatableResponse unlinkOnce(String key, Object person, Object... sources) {
        return steward()
                .header("Idempotency-Key", key)
                .body(taking(sources))
                .post("/patients/" + person + "/$unlink")
                .then();
    }

    private static String taking(Object... sources) {
        String named = Arrays.stream(sources)
                .map(source -> "{\"name\":\"source-patient\",\"valueId\":\"" + source + "\"},")
                .collect(Collectors.joining());
        return """
                {"resourceType":"Parameters","parameter":[%s{"name":"reason","valueString":"Two humans"}]}""".formatted(named);
    }

    /** Asks for an unlink with any body. */
    @CanIgnoreReturnValue
    public static ValidatableResponse unlinking(Object person, String body) {
        return steward().body(body).post("/patients/" + person + "/$unlink").then();
    }

    private static RequestSpecification steward() {
        return given().urlEncodingEnabled(false)
                .header("Authorization", "Bearer " + caller("KZ001", "R0260"))
                .header("Weald-Permit", permit("KZ001", "R0260", "steward"))
                .contentType("application/fhir+json");
    }

    /** The person token's claims for a source patient. */
    public static JsonPath registered(Object sourcePatient) {
        return Calls.person("KZ001", "{\"sourcePatient\":\"" + sourcePatient + "\"}");
    }

    /** The person token's claims for a person id. */
    public static JsonPath person(Object person) {
        return Calls.person("KZ001", "{\"person\":\"" + person + "\"}");
    }
}
