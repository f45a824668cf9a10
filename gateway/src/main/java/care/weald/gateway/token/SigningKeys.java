package care.weald.gateway.token;

import io.quarkus.runtime.Startup;
import io.quarkus.scheduler.Scheduled;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;

/**
 * This service's own keys: files {@code <epoch second it signs from>.jwk} in the key folder. The first is made at first
 * start. A successor is published two minutes before it signs, and its predecessor stays published for ten minutes
 * after, so a rotation is never noticed. A read-only folder (a mounted Secret) is used as it is.
 */
@Startup
@ApplicationScoped
public class SigningKeys {

    private static final Duration LEAD = Duration.ofMinutes(2);
    private static final Duration LINGER = Duration.ofMinutes(10);

    static {
        FastSignatures.install();
    }

    private final TokenConfig config;
    private final Clock clock;
    private volatile List<Key> keys = List.of();

    private record Key(Instant from, PublicJsonWebKey jwk) {}

    SigningKeys(TokenConfig config, Clock clock) {
        this.config = config;
        this.clock = clock;
    }

    /** Loads the keys, makes the first or the next one when due, and drops those long succeeded. */
    @PostConstruct
    @Scheduled(every = "10s", delayed = "10s")
    void refresh() {
        try {
            Path folder = Files.createDirectories(config.keyDirectory());
            if (Files.isWritable(folder)) {
                try (FileChannel lock = FileChannel.open(
                                folder.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                        var _ = lock.lock()) {
                    tend(folder);
                }
            }
            List<Key> found = read(folder);
            if (found.isEmpty()) {
                throw new IllegalStateException("the key folder holds no signing key and cannot be written to");
            }
            keys = found;
        } catch (IOException e) {
            throw new UncheckedIOException("signing keys cannot be read or made", e);
        }
    }

    private void tend(Path folder) throws IOException {
        List<Key> present = read(folder);
        Instant now = clock.instant();
        if (present.isEmpty()) {
            make(folder, now);
        } else if (present.getLast().from().plus(config.rotateAfter()).isBefore(now)) {
            make(folder, now.plus(LEAD));
        }
        for (int i = 0; i + 1 < present.size(); i++) {
            if (present.get(i + 1).from().plus(LINGER).isBefore(now)) {
                Files.deleteIfExists(file(folder, present.get(i).from()));
            }
        }
    }

    private static Path file(Path folder, Instant from) {
        return folder.resolve(from.getEpochSecond() + ".jwk");
    }

    private void make(Path folder, Instant from) throws IOException {
        try {
            PublicJsonWebKey jwk = EcJwkGenerator.generateJwk(EllipticCurves.P256);
            jwk.setKeyId(config.service() + "-" + from.getEpochSecond());
            jwk.setAlgorithm("ES256");
            jwk.setUse("sig");
            Path draft = Files.createTempFile(
                    folder,
                    ".key",
                    "",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(draft, jwk.toJson(OutputControlLevel.INCLUDE_PRIVATE));
            Files.move(draft, file(folder, from), StandardCopyOption.ATOMIC_MOVE);
        } catch (JoseException e) {
            throw new IllegalStateException("no ES256 on this machine", e);
        }
    }

    private static List<Key> read(Path folder) throws IOException {
        List<Key> found = new ArrayList<>();
        try (var files = Files.newDirectoryStream(folder, "*.jwk")) {
            for (Path file : files) {
                String name = file.getFileName().toString();
                found.add(new Key(
                        Instant.ofEpochSecond(Long.parseLong(name.substring(0, name.length() - 4))),
                        PublicJsonWebKey.Factory.newPublicJwk(Files.readString(file))));
            }
        } catch (JoseException | NumberFormatException e) {
            throw new IllegalStateException(
                    "a file in the key folder is not a private JWK named by its epoch second", e);
        }
        found.sort(Comparator.comparing(Key::from));
        return List.copyOf(found);
    }

    /** The JWK set (RFC 7517) of the public halves. */
    public String jwks() {
        return new JsonWebKeySet(keys.stream().map(Key::jwk).toList()).toJson(OutputControlLevel.PUBLIC_ONLY);
    }

    /**
     * Signs {@code claims} as a token of {@code type} for one audience, the name of a service, to live {@code seconds}
     * (at most 60) from now; sets {@code iss}, {@code aud}, {@code iat}, {@code exp} and {@code jti}.
     */
    public String sign(TokenType type, String audience, int seconds, JwtClaims claims) {
        NumericDate now = NumericDate.fromSeconds(clock.instant().getEpochSecond());
        claims.setIssuer(type.issuer());
        claims.setAudience("urn:weald:" + audience);
        claims.setIssuedAt(now);
        claims.setExpirationTime(
                NumericDate.fromSeconds(now.getValue() + Math.min(seconds, TokenVerifier.MAX_LIFE_SECONDS)));
        claims.setGeneratedJwtId();
        return signDocument(type.typ(), claims.toJson());
    }

    /** Signs {@code content}, which is no token and does not end, as a JWS of type {@code typ}. */
    public String signDocument(String typ, String content) {
        PublicJsonWebKey key = current();
        JsonWebSignature jws = new JsonWebSignature();
        jws.setPayload(content);
        jws.setKey(key.getPrivateKey());
        jws.setKeyIdHeaderValue(key.getKeyId());
        jws.setAlgorithmHeaderValue("ES256");
        jws.setHeader("typ", typ);
        try {
            return jws.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException("signing failed", e);
        }
    }

    private PublicJsonWebKey current() {
        Instant now = clock.instant();
        return keys.reversed().stream()
                .filter(key -> !key.from().isAfter(now))
                .findFirst()
                .orElseGet(() -> keys.getFirst())
                .jwk();
    }
}
