package care.weald.record.feed;

import care.weald.record.category.Classifier;
import care.weald.record.category.Classifier.Result.Classified;
import care.weald.record.category.Classifier.Result.Unclassified;
import care.weald.record.category.ItemFacts;
import care.weald.record.category.ItemType;
import care.weald.record.platform.Problem.Kind;
import care.weald.record.quality.QualityRules;
import care.weald.record.quality.QualityRules.Finding;
import care.weald.record.structure.Fault;
import care.weald.record.structure.StructureCheck;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/**
 * Says what a feed would say of one resource by itself, as an OperationOutcome (FHIR R4, Resource-validate): the first fault for
 * which it would be refused, else what UK Core and PRSB ask for and it lacks. It repeats nothing of the resource.
 */
final class Validation {

    private static final String RULES = "https://weald.care/CodeSystem/data-quality-rule";

    private Validation() {}

    /** The outcome for {@code body}, a resource of {@code type} or the Parameters that hold it. CPU work. */
    static ObjectNode outcome(String type, byte[] body, Instant now) {
        ObjectNode outcome = JsonNodeFactory.instance.objectNode().put("resourceType", "OperationOutcome");
        ArrayNode issues = outcome.putArray("issue");
        Optional<ObjectNode> resource = resource(body);
        Optional<Fault> fault = resource.map(given -> fault(type, given))
                .orElseGet(
                        () -> Optional.of(Fault.invalid("", "The JSON is broken, too deep, or names a member twice")));
        fault.ifPresent(found -> refused(issues, type, found));
        if (fault.isEmpty()) {
            QualityRules.findings(type, resource.orElseThrow(), now).forEach(finding -> lacking(issues, finding));
        }
        if (issues.isEmpty()) {
            issues.addObject()
                    .put("severity", "information")
                    .put("code", "informational")
                    .putObject("details")
                    .put("text", "Nothing is wrong with it");
        }
        return outcome;
    }

    private static Optional<ObjectNode> resource(byte[] body) {
        try {
            JsonNode read = Json.MAPPER.readTree(body);
            if (!"Parameters".equals(read.path("resourceType").asText())) {
                return read instanceof ObjectNode object ? Optional.of(object) : Optional.empty();
            }
            for (JsonNode parameter : read.path("parameter")) {
                if ("resource".equals(parameter.path("name").asText())
                        && parameter.path("resource") instanceof ObjectNode held) {
                    return Optional.of(held);
                }
            }
            return Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Optional<Fault> fault(String type, ObjectNode resource) {
        if (!type.equals(resource.path("resourceType").asText())) {
            return Optional.of(Fault.invalid("resourceType", "The resource is of another type than the path says"));
        }
        Optional<Fault> structure = StructureCheck.check(resource);
        if (structure.isPresent() || ItemType.DIRECTORY.contains(type)) {
            return structure;
        }
        return ItemType.of(type)
                .map(known -> classified(known, resource))
                .orElseGet(() -> Optional.of(
                        Fault.unprocessable("resourceType", "This type of resource is taken only with others")));
    }

    private static Optional<Fault> classified(ItemType type, ObjectNode resource) {
        return switch (Classifier.classify(ItemFacts.of(type, resource), resource)) {
            case Unclassified refused -> Optional.of(refused.fault());
            case Classified _ -> Optional.empty();
        };
    }

    private static void refused(ArrayNode issues, String type, Fault fault) {
        ObjectNode issue = issues.addObject()
                .put("severity", "error")
                .put("code", fault.kind() == Kind.INVALID_CONTENT ? "structure" : "business-rule");
        issue.putObject("details").put("text", fault.detail());
        issue.putArray("expression").add(fault.under(type).place());
    }

    private static void lacking(ArrayNode issues, Finding finding) {
        ObjectNode issue = issues.addObject().put("severity", "warning").put("code", "business-rule");
        ObjectNode details = issue.putObject("details");
        details.putArray("coding")
                .addObject()
                .put("system", RULES)
                .put("code", finding.code())
                .put("display", finding.name());
        details.put("text", finding.says());
        issue.putArray("expression").add(finding.place());
    }
}
