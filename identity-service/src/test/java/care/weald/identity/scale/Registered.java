package care.weald.identity.scale;

import care.weald.identity.link.SourcePatientId;
import care.weald.identity.population.FhirPatients;
import care.weald.identity.population.Person;
import care.weald.identity.population.Registration;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.UUID;

/** An invented person as one organisation has registered them; all of it follows from the person's number. */
record Registered(Person person) {

    private static final int ORGANISATIONS = 20;
    private static final int RESTRICTED_IN = 500;

    /** The id that the service knows the person by. */
    UUID id() {
        SplittableRandom random = new SplittableRandom(person.number());
        long high = (random.nextLong() & 0xFFFF_FFFF_FFFF_0FFFL) | 0x4000L;
        return new UUID(high, (random.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L);
    }

    String organisation() {
        return String.format(Locale.ROOT, "KZ%03d", 1 + person.number() % ORGANISATIONS);
    }

    String local() {
        return Long.toString(1_000_000 + person.number());
    }

    UUID source() {
        return SourcePatientId.of(organisation(), FhirPatients.LOCAL, local());
    }

    boolean isRestricted() {
        return person.number() % RESTRICTED_IN == RESTRICTED_IN - 1;
    }

    ObjectNode patient() {
        return FhirPatients.of(Registration.of(person), local(), isRestricted());
    }
}
