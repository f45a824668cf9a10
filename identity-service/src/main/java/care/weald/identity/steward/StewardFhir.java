package care.weald.identity.steward;

import care.weald.identity.steward.Outcome.Merged;
import care.weald.identity.steward.Outcome.Unlinked;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

/** The answers to a steward as FHIR Parameters. They name persons and source patients, and say nothing else of them. */
final class StewardFhir {

    private StewardFhir() {}

    /** {@code outcome}, {@code result} (the Patient that stays) and one {@code moved} for each source patient. */
    static ObjectNode merged(Merged merged) {
        ObjectNode parameters = parameters();
        outcome(parameters, merged.preview() ? "Nothing has been changed" : "The two are one person");
        ObjectNode result = resource(parameters, "result", merged.target());
        result.put("active", true);
        link(result, "replaces", merged.source());
        merged.moved().forEach(source -> {
            ArrayNode parts = named(parameters, "moved").putArray("part");
            parts.addObject()
                    .put("name", "source-patient")
                    .put("valueId", source.id().toString());
            parts.addObject().put("name", "organization").put("valueString", source.organisation());
        });
        return parameters;
    }

    /** {@code outcome}, and one {@code result} for each person with the source patients that are linked to it now. */
    static ObjectNode unlinked(Unlinked unlinked) {
        ObjectNode parameters = parameters();
        outcome(parameters, "They are different persons");
        new TreeMap<>(unlinked.persons()).forEach((person, sources) -> {
            ArrayNode parts = named(parameters, "result").putArray("part");
            parts.addObject().put("name", "patient").putObject("valueReference").put("reference", "Patient/" + person);
            new TreeSet<>(sources)
                    .forEach(source ->
                            parts.addObject().put("name", "source-patient").put("valueId", source.toString()));
        });
        return parameters;
    }

    /** What it discloses, for the audit trail: no more than that these persons are known. */
    static String disclosure(Collection<UUID> persons, Set<String> organisations) {
        ObjectNode disclosure = JsonNodeFactory.instance.objectNode();
        disclosure.putArray("categories");
        disclosure.put("items", 0).put("withheld", 0);
        ArrayNode from = disclosure.putArray("organisations");
        new TreeSet<>(organisations).forEach(from::add);
        ArrayNode about = disclosure.putArray("persons");
        new TreeSet<>(persons).forEach(person -> about.add(person.toString()));
        return disclosure.toString();
    }

    private static ObjectNode parameters() {
        ObjectNode parameters = JsonNodeFactory.instance.objectNode().put("resourceType", "Parameters");
        parameters.putArray("parameter");
        return parameters;
    }

    private static ObjectNode named(ObjectNode parameters, String name) {
        return parameters.withArray("parameter").addObject().put("name", name);
    }

    private static ObjectNode resource(ObjectNode parameters, String name, UUID patient) {
        return named(parameters, name)
                .putObject("resource")
                .put("resourceType", "Patient")
                .put("id", patient.toString());
    }

    private static void link(ObjectNode patient, String type, UUID other) {
        ObjectNode link = patient.putArray("link").addObject();
        link.putObject("other").put("reference", "Patient/" + other);
        link.put("type", type);
    }

    private static void outcome(ObjectNode parameters, String text) {
        ObjectNode outcome = named(parameters, "outcome").putObject("resource").put("resourceType", "OperationOutcome");
        ObjectNode issue = outcome.putArray("issue")
                .addObject()
                .put("severity", "information")
                .put("code", "informational");
        issue.putObject("details").put("text", text);
    }
}
