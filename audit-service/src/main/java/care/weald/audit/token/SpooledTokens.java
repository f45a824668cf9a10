package care.weald.audit.token;

import care.weald.audit.token.Verification.Refused;
import care.weald.audit.token.Verification.Verified;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;

/**
 * Reads what the gateway put by while this service was away (row D5): an event with the tokens that came with it. They are
 * held to the moment at which the gateway signed them together, which says that they were good then.
 */
@ApplicationScoped
public class SpooledTokens {

    private static final Duration SKEW = Duration.ofSeconds(TokenVerifier.MAX_LIFE_SECONDS);
    private static final JwtConsumer UNVERIFIED = new JwtConsumerBuilder()
            .setSkipAllValidators()
            .setDisableRequireSignature()
            .setSkipSignatureVerification()
            .build();

    private final PeerKeys keys;
    private final Clock clock;
    private final String audience;

    SpooledTokens(PeerKeys keys, Clock clock, TokenConfig config) {
        this.keys = keys;
        this.clock = clock;
        this.audience = "urn:weald:" + config.service();
    }

    /**
     * An event that waited.
     *
     * @param at when the gateway put it by
     * @param event the event as it would have been posted
     * @param authorization the {@code Authorization} header that would have come with it
     * @param permit the permit that would have, or empty
     * @param then verifies tokens as of {@code at}
     */
    public record Spooled(
            Instant at, String event, Caller caller, String authorization, String permit, TokenVerifier then) {

        @Override
        public String toString() {
            return "Spooled[***]";
        }
    }

    /** What {@code token} holds; empty unless the gateway signed it, and its caller token was good when it did. */
    public Uni<Optional<Spooled>> read(String token) {
        Optional<Instant> at = signedAt(token);
        if (at.isEmpty() || at.get().isAfter(clock.instant().plus(SKEW))) {
            return Uni.createFrom().item(Optional.empty());
        }
        TokenVerifier then = new TokenVerifier(keys::key, Clock.fixed(at.get(), ZoneOffset.UTC), audience);
        return then.verify(TokenType.SPOOLED, token).chain(result -> switch (result) {
            case Refused _ -> Uni.createFrom().item(Optional.empty());
            case Verified verified -> read(at.get(), verified.claims(), then);
        });
    }

    private static Uni<Optional<Spooled>> read(Instant at, JwtClaims claims, TokenVerifier then) {
        if (!(claims.getClaimValue("event") instanceof String event)
                || !(claims.getClaimValue("caller") instanceof String caller)
                || !(claims.getClaimValue("permit") instanceof String permit)) {
            return Uni.createFrom().item(Optional.empty());
        }
        return then.verify(TokenType.CALLER, caller)
                .map(result -> result instanceof Verified verified
                        ? Caller.from(verified.claims())
                                .filter(known -> Caller.PURPOSES.containsAll(known.purposes()))
                                .map(known -> new Spooled(at, event, known, "Bearer " + caller, permit, then))
                        : Optional.empty());
    }

    private static Optional<Instant> signedAt(String token) {
        try {
            return Optional.ofNullable(UNVERIFIED.processToClaims(token).getIssuedAt())
                    .map(date -> Instant.ofEpochMilli(date.getValueInMillis()));
        } catch (InvalidJwtException | MalformedClaimException e) {
            return Optional.empty();
        }
    }
}
