package care.weald.audit.watch;

import static io.restassured.RestAssured.given;

import care.weald.audit.support.Peers;
import care.weald.audit.support.Permits;
import io.restassured.specification.RequestSpecification;

/** Those who watch, with their tokens. */
public final class Officers {

    /** The organisation of {@code weald.audit.search.all-organisations} in tests, and the role. */
    public static final String PROGRAMME = "KZ099";

    public static final String AUDIT_MANAGER = "R5100";
    public static final String PRIVACY_OFFICER = "R0001";
    public static final String GUARDIAN = "R5105";

    private Officers() {}

    /** A request by an officer with a permit to monitor. */
    public static RequestSpecification as(String organisation, String role) {
        return with(organisation, role, "monitor");
    }

    /** The user id of that officer. */
    public static String user(String organisation, String role) {
        return "user-" + organisation + "-" + role;
    }

    /** A request with a permit for something. */
    public static RequestSpecification with(String organisation, String role, String interaction) {
        return given().urlEncodingEnabled(false)
                .header("Authorization", "Bearer " + Peers.caller("audit-service", organisation, role, "HOPERAT"))
                .header("Weald-Permit", Permits.permit(organisation, role, interaction));
    }
}
