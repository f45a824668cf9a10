package care.weald.identity.link;

import care.weald.identity.nhsnumber.NhsNumber;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One organisation's registration of a person, as one message states it.
 *
 * @param key by which identifier the organisation knows the person
 * @param identifiers the ids that any of the local identifiers would give it, its own among them
 * @param about what it says about the person
 * @param content the FHIR resource that says so
 */
public record SourcePatient(Registration key, Set<UUID> identifiers, About about, Content content) {

    public SourcePatient {
        identifiers = Set.copyOf(identifiers);
    }

    /** A registration's id and what it is worked out from. */
    public record Registration(UUID id, String organisation, String system, String value) {

        /** The key of an identifier of {@code organisation}. */
        public static Registration of(String organisation, String system, String value) {
            return new Registration(SourcePatientId.of(organisation, system, value), organisation, system, value);
        }

        @Override
        public String toString() {
            return "Registration[***]";
        }
    }

    /**
     * The facts that linking needs.
     *
     * @param nhsNumber absent when the source holds none
     * @param verified true for "number present and verified" (UK Core NHS number verification status 01)
     * @param birthDate a FHIR date, possibly of a year or month only
     * @param confidentiality N, R or V (v3-Confidentiality)
     */
    public record About(
            @Nullable NhsNumber nhsNumber,
            boolean verified,
            @Nullable String family,
            List<String> given,
            @Nullable String birthDate,
            String gender,
            String confidentiality,
            boolean active) {

        public About {
            given = List.copyOf(given);
        }

        @Override
        public String toString() {
            return "About[***]";
        }
    }

    /**
     * The resource.
     *
     * @param resource its bytes as they came in
     * @param hash SHA-256 of its content without white space, {@code meta.lastUpdated} and {@code meta.versionId}
     * @param updated {@code meta.lastUpdated}, when the source gives it
     */
    public record Content(
            Buffer resource, Buffer hash, @Nullable Instant updated) {

        private static final ObjectReader TREE = new ObjectMapper().reader();

        /** The resource, read. It MUST have been found to be JSON before. */
        JsonNode tree() {
            try {
                return TREE.readTree(resource.getBytes());
            } catch (IOException e) {
                throw new UncheckedIOException("a Patient that was read before cannot be read", e);
            }
        }

        @Override
        public String toString() {
            return "Content[***]";
        }
    }
}
