package care.weald.record.feed;

import care.weald.record.category.ItemType;
import care.weald.record.structure.Fault;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Whose item it is. An item MUST be about exactly one of the patients that identity-service knows of the message. */
sealed interface Subject {

    /** It is this source patient's. */
    record Found(UUID sourcePatient) implements Subject {}

    /** It is nobody's, or not of a patient of this message. */
    record Missing(Fault fault) implements Subject {}

    static Subject of(ItemType type, ObjectNode resource, FeedPatients patients) {
        String place = String.join(".", type.subject());
        List<JsonNode> references = new ArrayList<>();
        collect(resource, type.subject(), references);
        boolean several = type.subject().size() > 1;
        Optional<UUID> found = Optional.empty();
        for (JsonNode reference : references) {
            String name = name(reference);
            Optional<UUID> patient = patients.named(name);
            boolean patientLike = !several || name.contains("Patient");
            if (patient.isPresent() && found.isPresent() && !found.equals(patient)) {
                return new Missing(Fault.unprocessable(place, "An item is about one patient"));
            }
            if (patient.isEmpty() && !name.isEmpty() && patientLike) {
                return new Missing(Fault.unprocessable(place, "The patient is not one that this message may speak of"));
            }
            found = patient.isPresent() ? patient : found;
        }
        return found.<Subject>map(Found::new)
                .orElseGet(() -> new Missing(Fault.unprocessable(place, "The item names no patient")));
    }

    private static void collect(JsonNode node, List<String> path, List<JsonNode> found) {
        if (node.isArray()) {
            node.forEach(one -> collect(one, path, found));
        } else if (path.isEmpty()) {
            found.add(node);
        } else if (node.has(path.getFirst())) {
            collect(node.get(path.getFirst()), path.subList(1, path.size()), found);
        }
    }

    /**
     * The string that names whom a Reference means: its URL, or its identifier as a conditional reference, unless the
     * Reference says that it is of another type (FHIR R4, Reference.type).
     */
    static String name(JsonNode reference) {
        if (reference.path("reference").isTextual()) {
            return reference.get("reference").textValue();
        }
        JsonNode identifier = reference.path("identifier");
        boolean isOther = !reference.path("type").asText("Patient").equals("Patient");
        return !isOther && identifier.path("value").isTextual()
                ? "Patient?identifier=" + identifier.path("system").asText("") + "|"
                        + identifier.get("value").textValue()
                : "";
    }
}
