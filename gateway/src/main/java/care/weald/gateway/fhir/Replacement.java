package care.weald.gateway.fhir;

import care.weald.gateway.outcome.Fault;
import care.weald.gateway.outcome.Fault.Kind;
import care.weald.gateway.outcome.Faulted;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The registration that replaces one, where a source says so of its own (IHE ITI-104, Resolve Duplicate Patient). */
final class Replacement {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String LINK = "Patient.link";
    private static final String CONDITIONAL = "Patient?identifier=";

    private Replacement() {}

    /**
     * {@code system|value} of the registration that {@code patient}, JSON of a Patient under {@code own}, is replaced by;
     * empty when it is by none. A Patient that is replaced MUST not be active and name one other registration by its
     * identifier; otherwise it fails with {@link Faulted}.
     */
    static Optional<String> of(byte[] patient, String own) {
        JsonNode read = read(patient);
        List<JsonNode> replacing = new ArrayList<>();
        read.path("link")
                .valueStream()
                .filter(link -> "replaced-by".equals(link.path("type").asText("")))
                .forEach(replacing::add);
        if (replacing.isEmpty()) {
            return Optional.empty();
        }
        if (read.path("active").asBoolean(true)) {
            throw unprocessable("Patient.active");
        }
        String kept = identifier(replacing.getFirst().path("other"));
        if (replacing.size() > 1 || kept.equals(own)) {
            throw unprocessable(LINK);
        }
        PatientReference.check(kept, LINK + ".other");
        return Optional.of(kept);
    }

    private static JsonNode read(byte[] patient) {
        try {
            return JSON.readTree(patient);
        } catch (IOException e) {
            throw Xml.unreadable();
        }
    }

    /** By a logical reference, or by a conditional one. */
    private static String identifier(JsonNode other) {
        String reference = other.path("reference").asText("");
        return reference.startsWith(CONDITIONAL)
                ? decoded(reference.substring(CONDITIONAL.length()))
                : other.at("/identifier/system").asText("") + "|"
                        + other.at("/identifier/value").asText("");
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw unprocessable(LINK + ".other");
        }
    }

    private static Faulted unprocessable(String place) {
        return new Faulted(Fault.of(Kind.UNPROCESSABLE).at(place).because("replaced-by"), "patient");
    }
}
