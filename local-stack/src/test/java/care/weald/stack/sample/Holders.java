package care.weald.stack.sample;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Which organisation would hold which of one person's items. */
final class Holders {

    private static final String ADULT_BORN_BEFORE = "2008-11-22";
    private static final Pattern MIND =
            Pattern.compile("(?i)depress|anxi|phq|gad-7|audit-c|dast|alcohol|drug abuse|harm");
    private static final Pattern GP_VISIT = Pattern.compile(
            "(?i)general examination|well child|check ?up|problem|symptom|immunity|follow-up|gynecology|contracept");

    final String gp;
    final String acute;
    final String mind;
    final String community;
    final String social;
    private final Map<String, String> byEncounter = new HashMap<>();
    private final Map<String, String> byItem = new HashMap<>();

    Holders(int index, String birthDate, List<ObjectNode> resources) {
        gp = index % 3 == 2 ? "KZ040" : "KZ016";
        acute = index % 3 == 1 ? "KZ045" : "KZ063";
        mind = "KZ013";
        community = "KZ035";
        social = birthDate.compareTo(ADULT_BORN_BEFORE) < 0 ? "KZ901" : "KZ902";
        for (ObjectNode resource : resources) {
            if ("Encounter".equals(SampleMaker.type(resource))) {
                byEncounter.put("urn:uuid:" + resource.path("id").textValue(), encounter(resource));
            }
        }
        for (ObjectNode resource : resources) {
            if ("Observation".equals(SampleMaker.type(resource))) {
                byItem.put("urn:uuid:" + resource.path("id").textValue(), observation(resource));
            }
        }
    }

    String of(JsonNode resource) {
        return switch (SampleMaker.type(resource)) {
            case "Encounter" -> encounter(resource);
            case "Observation" -> observation(resource);
            case "DiagnosticReport" ->
                byItem.getOrDefault(resource.at("/result/0/reference").asText(), atEncounter(resource));
            case "Procedure" -> MIND.matcher(resource.at("/code/text").asText()).find() ? mind : procedure(resource);
            case "ImagingStudy", "Device", "MedicationAdministration", "Media" -> acute;
            case "CareTeam", "CarePlan" -> community;
            default -> gp;
        };
    }

    private String encounter(JsonNode encounter) {
        String kind = encounter.at("/type/0/text").asText();
        return switch (encounter.at("/class/code").asText()) {
            case "IMP", "EMER", "ACUTE", "OBSENC" -> acute;
            case "HH", "VR" -> community;
            default -> GP_VISIT.matcher(kind).find() ? gp : acute;
        };
    }

    private String observation(JsonNode observation) {
        return switch (observation.at("/category/0/coding/0/code").asText()) {
            case "vital-signs", "social-history" -> gp;
            case "survey" -> MIND.matcher(observation.at("/code/text").asText()).find() ? mind : social;
            case "therapy", "activity" -> community;
            default -> acute;
        };
    }

    private String procedure(JsonNode procedure) {
        String holder = atEncounter(procedure);
        return holder.equals(gp) ? acute : holder;
    }

    private String atEncounter(JsonNode resource) {
        return byEncounter.getOrDefault(resource.at("/encounter/reference").asText(), acute);
    }
}
