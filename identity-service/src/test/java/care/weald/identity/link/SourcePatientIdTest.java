package care.weald.identity.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.UUID;
import org.junit.jupiter.api.Test;

class SourcePatientIdTest {

    @Test
    void theIdIsTheOneOfTheContract() {
        UUID id = SourcePatientId.of("KZ016", "https://kent.example/Id/local-patient-number", "42");

        assertEquals(UUID.fromString("18a2fb5d-a226-813f-863f-c6c7656594d9"), id);
        assertEquals(8, id.version());
        assertEquals(2, id.variant());
    }

    @Test
    void anotherOrganisationsSameNumberIsAnotherPatient() {
        assertNotEquals(SourcePatientId.of("KZ016", "s", "42"), SourcePatientId.of("KZ017", "s", "42"));
    }
}
