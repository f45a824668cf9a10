package care.weald.gateway.fhir;

import care.weald.gateway.outcome.Fault;
import care.weald.gateway.outcome.Fault.Kind;
import care.weald.gateway.outcome.Faulted;
import care.weald.gateway.upstream.Whom.ByIdentifier;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What {@code $summary} is asked with (IPS OperationDefinition summary): whom, and which profile, which is always IPS. */
final class SummaryParameters {

    /** Those in a URL that already names the person. */
    static final Set<String> OF_INSTANCE = Set.of("profile");

    /** Those in a URL that does not. */
    static final Set<String> OF_TYPE = Set.of("identifier", "profile");

    private static final String PROFILE = "http://hl7.org/fhir/uv/ips/StructureDefinition/Bundle-uv-ips";
    private static final ObjectMapper JSON = new ObjectMapper();

    private SummaryParameters() {}

    /** Fails with {@link Faulted} for any other parameter, and for another profile. */
    static void check(Parameters parameters, Set<String> known) {
        parameters.mustBeAmong(known);
        parameters.one("profile").ifPresent(profile -> {
            if (!profile.equals(PROFILE) && !profile.startsWith(PROFILE + "|")) {
                throw new Faulted(Fault.of(Kind.INVALID_PARAMETER).at("profile"), "profile");
            }
        });
    }

    /** Whom: {@code identifier}, which must be there. */
    static ByIdentifier whom(Parameters parameters) {
        return PatientReference.identifier(
                parameters
                        .one("identifier")
                        .orElseThrow(() ->
                                new Faulted(Fault.of(Kind.MISSING_PARAMETER).at("identifier"), "identifier")),
                "identifier");
    }

    /** The same from a FHIR Parameters resource; none from no content. Anything else fails with {@link Faulted}. */
    static Parameters read(byte[] json) {
        if (json.length == 0) {
            return new Parameters(List.of());
        }
        try {
            JsonNode body = JSON.readTree(json);
            if (!"Parameters".equals(body.path("resourceType").asText())) {
                throw Xml.unreadable();
            }
            List<Parameters.Parameter> found = new ArrayList<>();
            body.path("parameter")
                    .forEach(one ->
                            found.add(new Parameters.Parameter(one.path("name").asText(""), value(one))));
            return new Parameters(found);
        } catch (IOException e) {
            throw Xml.unreadable();
        }
    }

    private static String value(JsonNode parameter) {
        JsonNode identifier = parameter.path("valueIdentifier");
        if (identifier.isObject()) {
            return identifier.path("system").asText("") + "|"
                    + identifier.path("value").asText("");
        }
        for (String type : List.of("valueString", "valueUri", "valueCanonical")) {
            if (parameter.path(type).isTextual()) {
                return parameter.get(type).textValue();
            }
        }
        return "";
    }
}
