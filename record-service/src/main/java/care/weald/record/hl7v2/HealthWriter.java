package care.weald.record.hl7v2;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** AL1 as AllergyIntolerance and DG1 as Condition, wherever a message has them. */
final class HealthWriter {

    private static final String HL7 = "http://terminology.hl7.org/CodeSystem/";
    private static final Map<String, String> ALLERGENS =
            Map.of("DA", "medication", "FA", "food", "EA", "environment", "AA", "environment", "PA", "environment");
    private static final Map<String, String> SEVERITIES = Map.of("SV", "severe", "MO", "moderate", "MI", "mild");

    private final Draft draft;

    HealthWriter(Draft draft) {
        this.draft = draft;
    }

    /** Adds each allergy. One that a later message leaves out stays: AL1 cannot say that it is gone. */
    void allergies() {
        for (Segment al1 : draft.message().all("AL1")) {
            draft.types().concept(al1.field(3)).ifPresent(substance -> {
                ObjectNode allergy = draft.resource("AllergyIntolerance", false);
                allergy.set("clinicalStatus", coded("allergyintolerance-clinical", "active"));
                allergy.set("verificationStatus", coded("allergyintolerance-verification", "unconfirmed"));
                String category = ALLERGENS.getOrDefault(al1.text(2), "");
                if (!category.isEmpty()) {
                    allergy.putArray("category").add(category);
                }
                String severity = SEVERITIES.getOrDefault(al1.text(4), "");
                if (severity.equals("severe")) {
                    allergy.put("criticality", "high");
                }
                allergy.set("code", substance);
                allergy.set("patient", draft.subject());
                Moments.dateTime(al1.field(6)).ifPresent(since -> allergy.put("onsetDateTime", since));
                reaction(allergy, al1, severity);
                draft.add(allergy, draft.patientKey() + "|" + named(substance), al1);
            });
        }
    }

    private static void reaction(ObjectNode allergy, Segment al1, String severity) {
        List<ObjectNode> manifestations = new ArrayList<>();
        for (Value value : al1.all(5)) {
            if (!value.text().isEmpty()) {
                manifestations.add(allergy.objectNode().put("text", value.text()));
            }
        }
        if (!manifestations.isEmpty()) {
            ObjectNode reaction = allergy.putArray("reaction").addObject();
            Types.list(reaction, "manifestation", manifestations);
            Types.put(reaction, "severity", severity);
        }
    }

    /** Adds each diagnosis, of {@code visit} if there is one; the answers refer to them. */
    List<ObjectNode> diagnoses(Optional<ObjectNode> visit) {
        List<ObjectNode> all = new ArrayList<>();
        for (Segment dg1 : draft.message().all("DG1")) {
            String table = draft.types().systems().coding(dg1.text(2));
            Value stated = dg1.field(3).isEmpty() ? dg1.field(4) : dg1.field(3);
            draft.types().concept(stated, dg1.field(3).isEmpty() ? "" : table).ifPresent(code -> {
                ObjectNode condition = condition(dg1, code, visit);
                String own = dg1.text(20).isEmpty()
                        ? visit.map(one -> one.path("reference").asText()).orElse("") + "|" + named(code)
                        : dg1.text(20);
                draft.put(condition, draft.patientKey() + "|" + own, dg1).ifPresent(all::add);
            });
        }
        return all;
    }

    private ObjectNode condition(Segment dg1, ObjectNode code, Optional<ObjectNode> visit) {
        ObjectNode condition = draft.resource("Condition", dg1.text(18).equals("Y"));
        boolean isDeleted = dg1.text(21).equals("D");
        if (!isDeleted) {
            condition.set("clinicalStatus", coded("condition-clinical", "active"));
        }
        String certainty = isDeleted
                ? "entered-in-error"
                : switch (dg1.text(6)) {
                    case "F" -> "confirmed";
                    case "A", "W" -> "provisional";
                    default -> "unconfirmed";
                };
        condition.set("verificationStatus", coded("condition-ver-status", certainty));
        condition.putArray("category").add(coded("condition-category", "encounter-diagnosis"));
        condition.set("code", code);
        condition.set("subject", draft.subject());
        Types.set(condition, "encounter", visit);
        Moments.dateTime(dg1.field(5)).ifPresent(when -> condition.put("recordedDate", when));
        return condition;
    }

    private ObjectNode coded(String system, String code) {
        ObjectNode concept = draft.subject().objectNode();
        concept.putArray("coding").addObject().put("system", HL7 + system).put("code", code);
        return concept;
    }

    /** What tells one concept from another: its first code, or its text. */
    private static String named(ObjectNode concept) {
        return concept.at("/coding/0/code").asText("").isEmpty()
                ? concept.path("text").asText()
                : concept.at("/coding/0/system").asText() + "|"
                        + concept.at("/coding/0/code").asText();
    }
}
