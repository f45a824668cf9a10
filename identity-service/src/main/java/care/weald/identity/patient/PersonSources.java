package care.weald.identity.patient;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A person, as far as the source patients in a permit tell of them.
 *
 * @param nhsNumber the person's current NHS number
 * @param confidentiality N, R or V: the strictest of the person and of every source patient linked to them
 */
public record PersonSources(UUID person, Optional<String> nhsNumber, String confidentiality, List<Source> sources) {

    public PersonSources {
        sources = List.copyOf(sources);
    }

    /**
     * One source patient.
     *
     * @param active false when its organisation has closed the registration
     * @param verified its NHS number is present and verified
     * @param updated when its source last changed it
     * @param received when this service last took it in
     * @param resource what its source says
     */
    public record Source(
            String organisation,
            UUID id,
            boolean active,
            boolean verified,
            Instant updated,
            Instant received,
            JsonNode resource) {}

    /** R or V. */
    public boolean isRestricted() {
        return !confidentiality.equals("N");
    }
}
