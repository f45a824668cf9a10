package care.weald.record.feed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jose4j.jwt.JwtClaims;
import org.junit.jupiter.api.Test;

class FeedPatientsTest {

    private static final UUID ROSA = new UUID(0, 1);
    private static final UUID OTHER = new UUID(0, 2);

    private static Optional<FeedPatients> read(Map<String, Object> first, Map<String, Object> second) {
        JwtClaims claims = new JwtClaims();
        claims.setSubject("KZ016");
        claims.setClaim("source_patients", List.of(first, second));
        return FeedPatients.from(claims, "KZ016");
    }

    private static Map<String, Object> patient(UUID id, String... references) {
        return Map.of("organization", "KZ016", "patient", id.toString(), "references", List.of(references));
    }

    @Test
    void everyReferenceLeadsToItsPatient() {
        FeedPatients patients = read(patient(ROSA, "Patient/a", "urn:uuid:1", "Patient/a"), patient(OTHER, "Patient/b"))
                .orElseThrow();

        assertEquals(Optional.of(ROSA), patients.named("Patient/a"));
        assertEquals(Optional.of(OTHER), patients.named("Patient/b"));
    }

    @Test
    void aReferenceToTwoPatientsIsRefused() {
        assertTrue(read(patient(ROSA, "Patient/a"), patient(OTHER, "Patient/b", "Patient/a"))
                .isEmpty());
    }
}
