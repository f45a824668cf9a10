package care.weald.identity.person;

import care.weald.identity.token.SigningKeys;
import care.weald.identity.token.TokenType;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jose4j.jwt.JwtClaims;

/** Makes person tokens (docs/contracts/tokens.md). */
@ApplicationScoped
public class PersonTokens {

    private static final int SECONDS = 60;
    private static final String CONSENT = "consent-service";
    private static final String RECORD = "record-service";

    private final SigningKeys keys;
    private final Counter known;
    private final Counter unknown;

    PersonTokens(SigningKeys keys, MeterRegistry meters) {
        this.keys = keys;
        this.known = meters.counter("weald.identity.person.tokens", "known", "true");
        this.unknown = meters.counter("weald.identity.person.tokens", "known", "false");
    }

    /** A token and the id that it is about. */
    record Signed(UUID person, String token) {

        @Override
        public String toString() {
            return "Signed[***]";
        }
    }

    /** The token for {@code person}; somebody unknown gets one of the same form under a random id. */
    Signed token(Optional<KnownPerson> person) {
        (person.isPresent() ? known : unknown).increment();
        KnownPerson shown =
                person.orElseGet(() -> new KnownPerson(UUID.randomUUID(), false, List.of(), List.of(), List.of()));
        JwtClaims claims = claims(shown.id().toString(), person.isPresent(), shown.restricted());
        claims.setClaim(
                "source_patients",
                shown.sources().stream()
                        .map(source -> Map.of(
                                "organization",
                                source.organisation(),
                                "patient",
                                source.patient().toString(),
                                "active",
                                source.active()))
                        .toList());
        claims.setClaim(
                "persons", shown.former().stream().map(PersonTokens::former).toList());
        if (!shown.near().isEmpty()) {
            claims.setClaim("near", shown.near());
        }
        return new Signed(shown.id(), keys.sign(TokenType.PERSON, CONSENT, SECONDS, claims));
    }

    private static Map<String, String> former(FormerId former) {
        String id = former.person().toString();
        String from = former.from().toString();
        return former.until().equals(Instant.MAX)
                ? Map.of("id", id, "from", from)
                : Map.of("id", id, "from", from, "until", former.until().toString());
    }

    /** A source patient of a message, and the strings by which the message names it. */
    public record Named(UUID patient, List<String> references) {

        public Named {
            references = List.copyOf(references);
        }
    }

    /** The token that tells record-service which source patients a message of {@code organisation} is about. */
    public String forFeed(String organisation, List<Named> patients) {
        JwtClaims claims = claims(organisation, !patients.isEmpty(), false);
        claims.setClaim(
                "source_patients",
                patients.stream()
                        .map(named -> Map.of(
                                "organization",
                                organisation,
                                "patient",
                                named.patient().toString(),
                                "references",
                                named.references()))
                        .toList());
        return keys.sign(TokenType.PERSON, RECORD, SECONDS, claims);
    }

    private static JwtClaims claims(String subject, boolean known, boolean restricted) {
        JwtClaims claims = new JwtClaims();
        claims.setSubject(subject);
        claims.setClaim("known", known);
        claims.setClaim("restricted", restricted);
        return claims;
    }
}
