package care.weald.record.summary;

import care.weald.record.category.Token;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.Set;

/** The one code by which two sources mean the same. Never a text. */
final class Codes {

    private static final String SNOMED = "http://snomed.info/sct";

    private Codes() {}

    /**
     * Of a CodeableConcept the dm+d code, else the SNOMED code, else the first with a system; dm+d's identifiers are
     * SNOMED's, so both count as one system.
     */
    static Optional<String> of(JsonNode concept) {
        String best = "";
        int rank = 0;
        for (JsonNode coding : concept.path("coding")) {
            String system = Token.canonical(coding.path("system").asText(""));
            String code = coding.path("code").asText("");
            int own = Token.DMD.equals(system) ? 3 : SNOMED.equals(system) ? 2 : system.isEmpty() ? 0 : 1;
            if (!code.isEmpty() && own > rank) {
                best = (own > 1 ? "sct" : system) + "|" + code;
                rank = own;
            }
        }
        return rank == 0 ? Optional.empty() : Optional.of(best);
    }

    /** Whether the concept has one of these SNOMED codes. */
    static boolean isAny(JsonNode concept, Set<String> codes) {
        return of(concept)
                .filter(code -> code.startsWith("sct|") && codes.contains(code.substring(4)))
                .isPresent();
    }

    /** Whether a concept has a coding of this code, whatever its system. */
    static boolean has(JsonNode concept, Set<String> codes) {
        return concept.path("coding")
                .valueStream()
                .anyMatch(coding -> codes.contains(coding.path("code").asText("")));
    }
}
