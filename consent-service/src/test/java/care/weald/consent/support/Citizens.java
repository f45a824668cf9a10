package care.weald.consent.support;

import static io.restassured.RestAssured.given;

import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Citizens as the gateway makes them known: a role of their own, their purpose, and how well they are proved. */
public final class Citizens {

    private Citizens() {}

    /** A citizen of level P9, who came by the practice's portal. */
    public static String caller() {
        return caller("P9", "PATRQT");
    }

    /** A citizen of this level and purpose. */
    public static String caller(String assurance, String purpose) {
        Map<String, Object> iua = Map.of(
                "subject_name",
                "A Citizen",
                "subject_organization_id",
                Partners.PRACTICE,
                "subject_role",
                List.of(Map.of("system", "http://terminology.hl7.org/CodeSystem/v3-RoleClass", "code", "CIT")),
                "purpose_of_use",
                List.of(Map.of("system", "http://terminology.hl7.org/CodeSystem/v3-ActReason", "code", purpose)));
        return Peers.sign(
                "gateway",
                "weald-caller+jwt",
                "consent-service",
                "citizen",
                Map.of(
                        "client_id",
                        "portal",
                        "acr",
                        assurance,
                        "scope",
                        "patient/*.rs",
                        "extensions",
                        Map.of("ihe_iua", iua)));
    }

    /** What is decided for a caller who is the citizen of {@code own}, about the person of {@code person}. */
    public static ValidatableResponse decide(String caller, String own, String person, String interaction) {
        return given().header("Authorization", "Bearer " + caller)
                .contentType("application/json")
                .body(
                        "{\"interaction\":\"%s\",\"person\":\"%s\",\"own\":\"%s\",\"audiences\":[\"audit-service\",\"record-service\"]}"
                                .formatted(interaction, person, own))
                .post("/decisions")
                .then();
    }

    /** Plants that {@code proxy} is a proxy of {@code person} from an hour ago until {@code until}, as SQL has it. */
    public static void proxy(UUID person, UUID proxy, String until) {
        Database.asOwner("""
                insert into delegation (id, person, proxy, organisation, kind, authority, recorded_by, recorded_at, valid_from,
                                        valid_to)
                values (gen_random_uuid(), ?, ?, 'KZ016', 'parent', 'Parental responsibility', 'clerk', now(),
                        now() - interval '1 hour', %s)""".formatted(until), person, proxy);
    }
}
