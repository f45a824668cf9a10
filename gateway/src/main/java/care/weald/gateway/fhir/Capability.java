package care.weald.gateway.fhir;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The CapabilityStatement (FHIR R4): exactly what is served, made from the same lists as the routes. */
final class Capability {

    private static final String HL7 = "http://hl7.org/fhir/OperationDefinition/";
    private static final String OPERATIONS = "/OperationDefinition/";

    private Capability() {}

    /** The statement as JSON. */
    static byte[] statement(String base) {
        ObjectNode statement = JsonNodeFactory.instance.objectNode();
        statement
                .put("resourceType", "CapabilityStatement")
                .put("url", base + "/metadata")
                .put("version", "0.1.0")
                .put("name", "Weald")
                .put("title", "Weald shared care record")
                .put("status", "active")
                .put("date", "2026-11-22")
                .put("kind", "instance");
        statement.putObject("software").put("name", "Weald").put("version", "0.1.0");
        statement
                .putObject("implementation")
                .put("description", "Weald gateway")
                .put("url", base);
        statement.put("fhirVersion", "4.0.1");
        statement
                .putArray("format")
                .add("application/fhir+json")
                .add("application/fhir+xml")
                .add("json")
                .add("xml");
        ObjectNode rest = statement.putArray("rest").addObject().put("mode", "server");
        security(rest.putObject("security"));
        ArrayNode resources = rest.putArray("resource");
        Served.types().forEach(type -> resource(resources.addObject().put("type", type), type, base));
        interactions(resources.addObject().put("type", "CodeSystem"), List.of("read"));
        interactions(rest, List.of("transaction", "batch"));
        systemOperations(rest.putArray("operation"), base + OPERATIONS);
        return statement.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void systemOperations(ArrayNode operations, String own) {
        operations.addObject().put("name", "explain-access").put("definition", own + "explain-access");
        operations.addObject().put("name", "import").put("definition", own + "system-import");
        operations.addObject().put("name", "process-message").put("definition", HL7 + "MessageHeader-process-message");
        for (String name : List.of("record-preference", "withdraw-preference")) {
            operations.addObject().put("name", name).put("definition", own + name);
        }
        operations.addObject().put("name", "simulate-policy").put("definition", own + "simulate-policy");
    }

    private static void security(ObjectNode security) {
        security.put("cors", false);
        security.putArray("service")
                .addObject()
                .putArray("coding")
                .addObject()
                .put("system", "http://terminology.hl7.org/CodeSystem/restful-security-service")
                .put("code", "SMART-on-FHIR");
        security.put("description", "OIDC bearer tokens; who may see what is under /access-matrix");
    }

    private static void resource(ObjectNode resource, String type, String base) {
        interactions(resource, interactions(type));
        Searchable clinical = Served.CLINICAL.get(type);
        if (clinical != null) {
            clinical.include().keySet().forEach(resource.withArray("/searchInclude")::add);
            clinical.revInclude().keySet().forEach(resource.withArray("/searchRevInclude")::add);
        }
        ArrayNode parameters = resource.putArray("searchParam");
        if (clinical != null) {
            clinical.parameters().forEach((name, kind) -> parameter(parameters, name, kind));
            parameter(parameters, "_count", "number");
        } else {
            searchParameters(type).forEach(name -> parameter(parameters, name, searchType(name)));
        }
        if (parameters.isEmpty()) {
            JsonNode _ = resource.remove("searchParam");
        }
        if (type.equals("Patient")) {
            resource.put("conditionalUpdate", true).put("conditionalDelete", "single");
            operations(resource.putArray("operation"), base + OPERATIONS);
        }
    }

    private static void parameter(ArrayNode parameters, String name, String kind) {
        parameters.addObject().put("name", name).put("type", kind);
    }

    private static List<String> interactions(String type) {
        return switch (type) {
            case "AuditEvent" -> List.of("search-type", "create");
            case Served.REPORT -> List.of("search-type");
            case Served.CONTENT -> List.of("read");
            case "Patient" -> List.of("read", "search-type", "update", "delete");
            case Served.TASK -> List.of("read", "search-type", "update");
            default ->
                Served.CLINICAL.containsKey(type)
                        ? List.of("read", "vread", "history-instance", "search-type")
                        : List.of("read", "search-type");
        };
    }

    private static void operations(ArrayNode operations, String own) {
        Map.of(
                        "deduplicate", own + "deduplicate",
                        "everything", HL7 + "Patient-everything",
                        "import", own + "import",
                        "match", HL7 + "Patient-match",
                        "merge", HL7 + "Patient-merge",
                        "ihe-pix", "https://profiles.ihe.net/ITI/PIXm/OperationDefinition/IHE.PIXm.pix",
                        "record", own + "record",
                        "treatment-escalation-plan", own + "treatment-escalation-plan",
                        "summary", "http://hl7.org/fhir/uv/ips/OperationDefinition/summary",
                        "unlink", own + "unlink")
                .entrySet()
                .stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(operation ->
                        operations.addObject().put("name", operation.getKey()).put("definition", operation.getValue()));
        for (String name : List.of(
                "confirm-override",
                "delegate",
                "delegates",
                "end-delegation",
                "subject-access",
                "subject-access-review")) {
            operations.addObject().put("name", name).put("definition", own + name);
        }
        operations
                .addObject()
                .put("name", "override")
                .put("definition", own + "override")
                .put(
                        "documentation",
                        "Sets aside an objection, a restriction or a missing relationship for 15 minutes");
        operations
                .addObject()
                .put("name", "object")
                .put("definition", own + "object")
                .put(
                        "documentation",
                        "Lodges an objection to sharing; a Task with code article-21-objection follows it");
        operations
                .addObject()
                .put("name", "claim-relationship")
                .put("definition", own + "claim-relationship")
                .put(
                        "documentation",
                        "On one Patient with a reason; on the type with an identifier (valueIdentifier) and a reason");
    }

    private static String searchType(String parameter) {
        return switch (parameter) {
            case "patient", "participating-organization", "reporter", "agent", "entity", "source" -> "reference";
            case "date", "_lastUpdated", "birthdate", "period" -> "date";
            case "_count", "_max-results" -> "number";
            case "family", "given", "address-postalcode" -> "string";
            default -> "token";
        };
    }

    private static List<String> searchParameters(String type) {
        return switch (type) {
            case "Patient" ->
                Stream.concat(Stream.of("identifier"), PeopleReads.DEMOGRAPHICS.stream())
                        .toList();
            case Served.TASK -> StewardResource.LISTED.subList(0, 4);
            case Served.REPORT -> List.of("period", "reporter");
            case Served.CONTENT -> List.of();
            case "AuditEvent" ->
                List.of(
                        "_id",
                        "_lastUpdated",
                        "action",
                        "agent",
                        "agent.identifier",
                        "date",
                        "entity",
                        "entity.identifier",
                        "outcome",
                        "patient",
                        "purpose",
                        "source",
                        "source.identifier",
                        "subtype",
                        "type",
                        "_count");
            case Served.AGREEMENT -> List.of("participating-organization", "active", "_count");
            default -> List.of("identifier");
        };
    }

    private static void interactions(ObjectNode to, List<String> codes) {
        ArrayNode interactions = to.putArray("interaction");
        codes.forEach(code -> interactions.addObject().put("code", code));
    }
}
