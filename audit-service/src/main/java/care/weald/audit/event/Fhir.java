package care.weald.audit.event;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The FHIR R4 data types that an AuditEvent is made of, and the systems its codes come from. */
final class Fhir {

    static final String DCM = "http://dicom.nema.org/resources/ontology/DCM";
    static final String ENTITY_TYPE = "http://terminology.hl7.org/CodeSystem/audit-entity-type";
    static final String OBJECT_ROLE = "http://terminology.hl7.org/CodeSystem/object-role";
    static final String ACT_REASON = "http://terminology.hl7.org/CodeSystem/v3-ActReason";
    static final String ODS = "https://fhir.nhs.uk/Id/ods-organization-code";
    static final String URI = "urn:ietf:rfc:3986";

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private Fhir() {}

    static ObjectNode object() {
        return NODES.objectNode();
    }

    static ArrayNode array() {
        return NODES.arrayNode();
    }

    static ObjectNode coding(String system, String code) {
        return object().put("system", system).put("code", code);
    }

    static ObjectNode concept(String system, String code) {
        ObjectNode concept = object();
        concept.putArray("coding").add(coding(system, code));
        return concept;
    }

    /** A Reference by business identifier. */
    static ObjectNode identified(String system, String value) {
        ObjectNode reference = object();
        ObjectNode identifier = reference.putObject("identifier");
        if (!system.isEmpty()) {
            identifier.put("system", system);
        }
        identifier.put("value", string(value));
        return reference;
    }

    /**
     * A value that a FHIR string can hold: line breaks and tabs stay, other control characters (which neither FHIR nor
     * XML can carry) become their pictures of U+2400, half of a surrogate pair becomes U+FFFD, nothing becomes "-".
     */
    static String string(String value) {
        if (value.isBlank()) {
            return "-";
        }
        StringBuilder fit = new StringBuilder(value.length());
        value.codePoints().map(Fhir::fit).forEach(fit::appendCodePoint);
        return fit.toString();
    }

    private static int fit(int character) {
        if (character < 0x20 && character != '\n' && character != '\r' && character != '\t') {
            return 0x2400 + character;
        }
        boolean whole = (character < 0xD800 || character > 0xDFFF) && character != 0xFFFE && character != 0xFFFF;
        return whole ? character : 0xFFFD;
    }
}
