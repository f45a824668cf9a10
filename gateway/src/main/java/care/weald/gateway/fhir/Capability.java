package care.weald.gateway.fhir;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The CapabilityStatement (FHIR R4): exactly what is served, made from the same lists as the routes. */
final class Capability {

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
        interactions(rest, List.of("transaction", "batch"));
        return statement.toString().getBytes(StandardCharsets.UTF_8);
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
        interactions(resource, type.equals("AuditEvent") ? List.of("search-type") : List.of("read", "search-type"));
        ArrayNode parameters = resource.putArray("searchParam");
        searchParameters(type)
                .forEach(name -> parameters.addObject().put("name", name).put("type", searchType(name)));
        if (type.equals("Patient")) {
            ArrayNode operations = resource.putArray("operation");
            operations
                    .addObject()
                    .put("name", "everything")
                    .put("definition", "http://hl7.org/fhir/OperationDefinition/Patient-everything");
            operations.addObject().put("name", "record").put("definition", base + OPERATIONS + "record");
            operations
                    .addObject()
                    .put("name", "claim-relationship")
                    .put("definition", base + OPERATIONS + "claim-relationship")
                    .put(
                            "documentation",
                            "On one Patient with a reason; on the type with an identifier (valueIdentifier) and a reason");
        }
    }

    private static String searchType(String parameter) {
        return switch (parameter) {
            case "patient", "participating-organization" -> "reference";
            case "date", "_lastUpdated" -> "date";
            case "_count" -> "number";
            default -> "token";
        };
    }

    private static List<String> searchParameters(String type) {
        return switch (type) {
            case "Patient" -> List.of("identifier");
            case "AuditEvent" -> List.of("patient", "date", "_count");
            case Served.AGREEMENT -> List.of("participating-organization", "active", "_count");
            default -> {
                List<String> own = Served.CLINICAL.get(type);
                yield own == null
                        ? List.of("identifier")
                        : java.util.stream.Stream.concat(own.stream(), java.util.stream.Stream.of("_count"))
                                .toList();
            }
        };
    }

    private static void interactions(ObjectNode to, List<String> codes) {
        ArrayNode interactions = to.putArray("interaction");
        codes.forEach(code -> interactions.addObject().put("code", code));
    }
}
