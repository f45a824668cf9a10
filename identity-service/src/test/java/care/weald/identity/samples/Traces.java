package care.weald.identity.samples;

import static io.restassured.RestAssured.given;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.Map;

/** Who looks for people, and whom they look for. */
public final class Traces {

    /** The label of a restricted person. */
    public static final String RESTRICTED = """
            "meta":{"security":[{"system":"http://terminology.hl7.org/CodeSystem/v3-Confidentiality","code":"R"}]},""";

    private Traces() {}

    /** A request of a professional at {@code KZ001}, or of its system when {@code role} is empty, who may look for people. */
    public static RequestSpecification as(String role) {
        return given().urlEncodingEnabled(true)
                .header("Authorization", "Bearer " + Stewards.caller("KZ001", role))
                .header("Weald-Permit", Stewards.permit("KZ001", role, "people"));
    }

    /** Searches as a professional. */
    public static Response search(Map<String, ?> parameters) {
        return as("R8000").queryParams(parameters).get("/patients");
    }

    /** A Patient of its own name and birth date, with {@code more} elements (ending in a comma, or empty). */
    public static String somebody(String more, String family, String born, String... identifiers) {
        return """
                {"resourceType":"Patient",%s"identifier":[%s],"name":[{"use":"official","family":"%s","given":["Rosalind"]},
                 {"use":"maiden","family":"Fenwick%s"}],"gender":"female","birthDate":"%s",
                 "address":[{"use":"home","line":["3 Mill Lane"],"city":"Sandbourne","postalCode":"SB1 4QT"},
                  {"use":"old","postalCode":"SB9 9ZZ"}],
                 "telecom":[{"system":"phone","value":"01632 960123"},{"system":"email","value":"rosalind@example.org"}],
                 "generalPractitioner":[{"identifier":{"system":"https://fhir.nhs.uk/Id/ods-organization-code","value":"KZ016"}}]
                }""".formatted(more, String.join(",", identifiers), family, family, born);
    }

    /** The same, at a home of its own: whoever has another {@code home} shares neither address nor telecom. */
    public static String resident(String home, String more, String family, String born, String... identifiers) {
        int number = Math.floorMod(home.hashCode(), 800) + 100;
        return somebody(more, family, born, identifiers)
                .replace("SB1 4QT", "TN" + number / 10 + " " + number % 9 + "AB")
                .replace("SB9 9ZZ", "CT" + number / 10 + " " + (number + 1) % 9 + "XY")
                .replace("3 Mill Lane", number + " " + home + " Street")
                .replace("Sandbourne", home)
                .replace("960123", "960" + number)
                .replace("rosalind@", home.toLowerCase(java.util.Locale.ROOT) + "@");
    }
}
