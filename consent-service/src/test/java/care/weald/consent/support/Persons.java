package care.weald.consent.support;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Person tokens as identity-service signs them. */
public final class Persons {

    private static final ObjectMapper JSON = new ObjectMapper();

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

    /** A known person that these organisations have registered, with this JSON as the claim {@code persons}. */
    public static String linkedAs(UUID person, String persons, String... organisations) {
        try {
            Object claim = JSON.readValue(persons, Object.class);
            Map<String, Object> claims = new HashMap<>(claims(person, true, false, organisations));
            claims.put("persons", claim);
            return sign(person, claims);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** The token of a known person whom the member of staff who asks is near to. */
    public static String near(UUID person, List<String> codes, String... organisations) {
        Map<String, Object> claims = new HashMap<>(claims(person, true, false, organisations));
        claims.put("near", codes);
        return sign(person, claims);
    }

    private static String token(UUID person, boolean known, boolean restricted, String... organisations) {
        return sign(person, claims(person, known, restricted, organisations));
    }

    private static Map<String, ?> claims(UUID person, boolean known, boolean restricted, String... organisations) {
        List<Map<String, String>> sources = Arrays.stream(organisations)
                .map(code -> Map.of(
                        "organization",
                        code,
                        "patient",
                        UUID.nameUUIDFromBytes((code + person).getBytes(StandardCharsets.UTF_8))
                                .toString()))
                .toList();
        return Map.of("known", known, "restricted", restricted, "source_patients", sources);
    }

    private static String sign(UUID person, Map<String, ?> claims) {
        return Peers.sign("identity-service", "weald-person+jwt", "consent-service", person.toString(), claims);
    }
}
