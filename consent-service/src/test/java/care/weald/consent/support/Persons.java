package care.weald.consent.support;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Person tokens as identity-service signs them. */
public final class Persons {

    private Persons() {}

    /** A known person that these organisations have registered. */
    public static String known(UUID person, String... organisations) {
        return token(person, true, false, organisations);
    }

    /** A known, restricted person that these organisations have registered. */
    public static String restricted(UUID person, String... organisations) {
        return token(person, true, true, organisations);
    }

    /** Somebody that identity-service does not know. */
    public static String unknown() {
        return token(UUID.randomUUID(), false, false);
    }

    private static String token(UUID person, boolean known, boolean restricted, String... organisations) {
        List<Map<String, String>> sources = Arrays.stream(organisations)
                .map(code -> Map.of(
                        "organization",
                        code,
                        "patient",
                        UUID.nameUUIDFromBytes((code + person).getBytes(java.nio.charset.StandardCharsets.UTF_8))
                                .toString()))
                .toList();
        return Peers.sign(
                "identity-service",
                "weald-person+jwt",
                "consent-service",
                person.toString(),
                Map.of("known", known, "restricted", restricted, "source_patients", sources));
    }
}
