package care.weald.record.support;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Permits and person tokens as consent-service and identity-service would sign them. */
public final class Permits {

    /** The sending and asking organisation of most tests. */
    public static final String ORGANISATION = "KZ016";

    /** The role that {@link #caller} has. */
    public static final String ROLE = "R8000";

    private Permits() {}

    /** A caller token of a doctor at the organisation. */
    public static String caller() {
        return Peers.caller("record-service", ORGANISATION, ROLE, "TREAT");
    }

    /** A caller token of an organisation's system. */
    public static String system(String organisation) {
        return Peers.caller("record-service", organisation, "", "TREAT");
    }

    /** A feed permit for that system. */
    public static String feed(String organisation) {
        return sign("record-service", organisation, "", weald("permit", "feed", Map.of(), List.of(), List.of()), "");
    }

    /** A directory permit for {@link #caller}. */
    public static String directory() {
        return sign(
                "record-service", ORGANISATION, ROLE, weald("permit", "directory", Map.of(), List.of(), List.of()), "");
    }

    /** A permit for {@link #caller} and a person. */
    public static String person(
            String interaction, UUID person, List<UUID> patients, Map<String, String> levels, List<String> hidden) {
        return sign(
                "record-service",
                ORGANISATION,
                ROLE,
                weald("permit", interaction, levels, patients, hidden),
                person.toString());
    }

    /** Any permit. */
    public static String sign(
            String audience, String organisation, String role, Map<String, Object> weald, String person) {
        Map<String, Object> extensions = new HashMap<>();
        extensions.put("ihe_iua", Map.of("subject_organization_id", organisation, "subject_name", "Test Person"));
        if (!person.isEmpty()) {
            extensions.put("ihe_pcf", Map.of("patient_id", person, "doc_id", List.of()));
        }
        return Peers.sign(
                "consent-service",
                "weald-permit+jwt",
                audience,
                "user-" + organisation + "-" + role,
                Map.of("extensions", extensions, "weald", weald));
    }

    /** The {@code weald} claim of a permit. */
    public static Map<String, Object> weald(
            String decision, String interaction, Map<String, String> levels, List<UUID> patients, List<String> hidden) {
        Map<String, Object> weald = new HashMap<>();
        weald.put("decision", decision);
        weald.put("decision_id", UUID.randomUUID().toString());
        weald.put("interaction", interaction);
        weald.put("levels", levels);
        weald.put("hidden_labels", hidden);
        List<Map<String, String>> claim = new ArrayList<>();
        patients.forEach(patient -> claim.add(Map.of("organization", ORGANISATION, "patient", patient.toString())));
        weald.put("source_patients", claim);
        return weald;
    }

    /** A person token for a feed: each source patient with the strings that the message names it by. */
    public static String people(String organisation, Map<UUID, List<String>> patients) {
        List<Map<String, Object>> claim = new ArrayList<>();
        patients.forEach((patient, references) -> claim.add(
                Map.of("organization", organisation, "patient", patient.toString(), "references", references)));
        return Peers.sign(
                "identity-service",
                "weald-person+jwt",
                "record-service",
                organisation,
                Map.of("known", true, "restricted", false, "source_patients", claim));
    }

    /** Every category at one level. */
    public static Map<String, String> all(String level) {
        Map<String, String> levels = new HashMap<>();
        for (int i = 1; i <= 22; i++) {
            levels.put("cat-%02d".formatted(i), level);
        }
        return levels;
    }
}
