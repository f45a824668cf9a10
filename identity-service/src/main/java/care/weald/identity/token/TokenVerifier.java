package care.weald.identity.token;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.PublicKey;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.ErrorCodes;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.jwx.JsonWebStructure;
import org.jose4j.lang.JoseException;

/**
 * Verifies tokens of the other services: ES256 only, the exact type, issuer and audience, at most 60 seconds of life,
 * 60 seconds of clock skew (RFC 8725). A caller token or permit that verified is remembered by its full text for a
 * while, for it comes again; other tokens come once.
 */
@ApplicationScoped
public class TokenVerifier {

    /** The longest life a token may have, in seconds. */
    public static final int MAX_LIFE_SECONDS = 60;

    private static final int SKEW_SECONDS = 60;

    /** Characters of token text; what is kept for each is a few times that. */
    private static final long MOST_REMEMBERED = 2_000_000;

    private static final Duration CALLER_MEMORY = Duration.ofSeconds(MAX_LIFE_SECONDS);

    /** The gateway reuses a permit for two seconds. */
    private static final Duration PERMIT_MEMORY = Duration.ofSeconds(3);

    private static final AlgorithmConstraints ES256 = new AlgorithmConstraints(ConstraintType.PERMIT, "ES256");

    private final BiFunction<String, String, Uni<Optional<PublicKey>>> keys;
    private final Clock clock;
    private final String audience;
    private final Cache<Known, Verification.Verified> verified = Caffeine.newBuilder()
            .maximumWeight(MOST_REMEMBERED)
            .<Known, Verification.Verified>weigher(
                    (known, claims) -> known.token().length())
            .expireAfter(Expiry.<Known, Verification.Verified>creating(
                    (known, claims) -> known.type() == TokenType.CALLER ? CALLER_MEMORY : PERMIT_MEMORY))
            .build();

    private record Known(TokenType type, String token) {}

    @Inject
    TokenVerifier(PeerKeys keys, Clock clock, TokenConfig config) {
        this(keys::key, clock, "urn:weald:" + config.service());
    }

    /** A verifier over any source of keys (service, kid), for one audience. */
    TokenVerifier(BiFunction<String, String, Uni<Optional<PublicKey>>> keys, Clock clock, String audience) {
        this.keys = keys;
        this.clock = clock;
        this.audience = audience;
    }

    /** Verifies {@code token} as one of {@code type} for this service. Fails only when something is broken. */
    public Uni<Verification> verify(TokenType type, String token) {
        Verification.Verified known = verified.getIfPresent(new Known(type, token));
        if (known != null) {
            return Uni.createFrom().item(checkTime(known));
        }
        JsonWebStructure header;
        try {
            header = JsonWebStructure.fromCompactSerialization(token);
        } catch (JoseException | RuntimeException e) {
            return refused(Verification.Reason.MALFORMED);
        }
        if (!(header instanceof JsonWebSignature) || !"ES256".equals(header.getAlgorithmHeaderValue())) {
            return refused(Verification.Reason.WRONG_ALGORITHM);
        }
        if (!type.typ().equals(header.getHeader("typ"))) {
            return refused(Verification.Reason.WRONG_TYPE);
        }
        if (header.getKeyIdHeaderValue() == null) {
            return refused(Verification.Reason.UNKNOWN_KEY);
        }
        return keys.apply(type.signer(), header.getKeyIdHeaderValue())
                .map(key -> key.isEmpty()
                        ? new Verification.Refused(Verification.Reason.UNKNOWN_KEY)
                        : check(type, token, key.get()));
    }

    private Verification check(TokenType type, String token, PublicKey key) {
        try {
            JwtClaims claims = consumer(type, key).processToClaims(token);
            if (claims.getExpirationTime().getValue() - claims.getIssuedAt().getValue() > MAX_LIFE_SECONDS) {
                return new Verification.Refused(Verification.Reason.LIVES_TOO_LONG);
            }
            Verification.Verified result = new Verification.Verified(claims);
            if (type == TokenType.CALLER || type == TokenType.PERMIT) {
                verified.put(new Known(type, token), result);
            }
            return result;
        } catch (InvalidJwtException e) {
            return new Verification.Refused(reason(e));
        } catch (MalformedClaimException e) {
            return new Verification.Refused(Verification.Reason.MISSING_CLAIM);
        }
    }

    private JwtConsumer consumer(TokenType type, PublicKey key) {
        return new JwtConsumerBuilder()
                .setVerificationKey(key)
                .setJwsAlgorithmConstraints(ES256)
                .setExpectedIssuer(type.issuer())
                .setExpectedAudience(audience)
                .setRequireExpirationTime()
                .setRequireIssuedAt()
                .setRequireSubject()
                .setRequireJwtId()
                .setIssuedAtRestrictions(0, SKEW_SECONDS)
                .setAllowedClockSkewInSeconds(SKEW_SECONDS)
                .setEvaluationTime(NumericDate.fromMilliseconds(clock.millis()))
                .build();
    }

    private Verification checkTime(Verification.Verified known) {
        try {
            long end = known.claims().getExpirationTime().getValueInMillis() + SKEW_SECONDS * 1_000L;
            return clock.millis() < end ? known : new Verification.Refused(Verification.Reason.EXPIRED);
        } catch (MalformedClaimException e) {
            return new Verification.Refused(Verification.Reason.MISSING_CLAIM);
        }
    }

    private static Uni<Verification> refused(Verification.Reason reason) {
        return Uni.createFrom().item(new Verification.Refused(reason));
    }

    private static Verification.Reason reason(InvalidJwtException e) {
        record Rule(int code, Verification.Reason reason) {}
        return List.of(
                        new Rule(ErrorCodes.SIGNATURE_INVALID, Verification.Reason.BAD_SIGNATURE),
                        new Rule(ErrorCodes.SIGNATURE_MISSING, Verification.Reason.BAD_SIGNATURE),
                        new Rule(ErrorCodes.ISSUER_INVALID, Verification.Reason.WRONG_ISSUER),
                        new Rule(ErrorCodes.ISSUER_MISSING, Verification.Reason.WRONG_ISSUER),
                        new Rule(ErrorCodes.AUDIENCE_INVALID, Verification.Reason.WRONG_AUDIENCE),
                        new Rule(ErrorCodes.AUDIENCE_MISSING, Verification.Reason.WRONG_AUDIENCE),
                        new Rule(ErrorCodes.EXPIRED, Verification.Reason.EXPIRED),
                        new Rule(ErrorCodes.ISSUED_AT_INVALID_PAST, Verification.Reason.EXPIRED),
                        new Rule(ErrorCodes.NOT_YET_VALID, Verification.Reason.NOT_YET_VALID),
                        new Rule(ErrorCodes.ISSUED_AT_INVALID_FUTURE, Verification.Reason.NOT_YET_VALID),
                        new Rule(ErrorCodes.EXPIRATION_MISSING, Verification.Reason.MISSING_CLAIM),
                        new Rule(ErrorCodes.ISSUED_AT_MISSING, Verification.Reason.MISSING_CLAIM),
                        new Rule(ErrorCodes.SUBJECT_MISSING, Verification.Reason.MISSING_CLAIM),
                        new Rule(ErrorCodes.JWT_ID_MISSING, Verification.Reason.MISSING_CLAIM))
                .stream()
                .filter(rule -> e.hasErrorCode(rule.code()))
                .findFirst()
                .map(Rule::reason)
                .orElse(Verification.Reason.MALFORMED);
    }
}
