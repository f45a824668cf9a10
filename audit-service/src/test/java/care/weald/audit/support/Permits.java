package care.weald.audit.support;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Permits and denies as consent-service signs them for this service. */
public final class Permits {

    private Permits() {}

    /** A permit for the caller that {@link Peers#caller} makes of the same organisation and role. */
    public static String permit(String organisation, String role, String interaction, UUID person) {
        return sign(organisation, role, decision("permit", interaction, ""), Map.of("patient_id", person.toString()));
    }

    /** A permit for an interaction without a person. */
    public static String permit(String organisation, String role, String interaction) {
        return sign(organisation, role, decision("permit", interaction, ""), Map.of());
    }

    /** A permit to search the trail for a person who was also known as {@code persons} say. */
    public static String trail(String organisation, String role, UUID person, List<Map<String, String>> persons) {
        Map<String, Object> weald = new HashMap<>(decision("permit", "audit", ""));
        weald.put("persons", persons);
        return sign(organisation, role, weald, Map.of("patient_id", person.toString()));
    }

    /** A permit to read somebody's record that says what is known of user and person together. */
    public static String near(String organisation, String role, UUID person, List<String> near) {
        Map<String, Object> weald = new HashMap<>(decision("permit", "read", ""));
        weald.put("near", near);
        return sign(organisation, role, weald, Map.of("patient_id", person.toString()));
    }

    /** A deny by the rule {@code reason}. */
    public static String deny(String organisation, String role, String reason, UUID person) {
        return sign(organisation, role, decision("deny", "read", reason), Map.of("patient_id", person.toString()));
    }

    private static Map<String, Object> decision(String decision, String interaction, String reason) {
        return Map.of(
                "decision",
                decision,
                "decision_id",
                UUID.randomUUID().toString(),
                "interaction",
                interaction,
                "reason",
                reason,
                "basis",
                "source-patient",
                "matrix",
                "2026-01",
                "rules",
                List.of("agreement-live"));
    }

    private static String sign(String organisation, String role, Map<String, Object> weald, Map<String, Object> pcf) {
        Map<String, Object> extensions = new HashMap<>();
        extensions.put(
                "ihe_iua",
                Map.of("subject_organization_id", organisation, "subject_role", List.of(Map.of("code", role))));
        if (!pcf.isEmpty()) {
            extensions.put("ihe_pcf", pcf);
        }
        return Peers.sign(
                "consent-service",
                "weald-permit+jwt",
                "audit-service",
                "user-" + organisation + "-" + role,
                Map.of("extensions", extensions, "weald", weald));
    }
}
