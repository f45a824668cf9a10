package care.weald.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;

/** The key with which one partner's system signs in ({@code private_key_jwt}); made when first needed. */
final class ClientKey {

    private static final float ASSERTION_MINUTES = 1;

    private final Path file;

    ClientKey(Layout layout) {
        this.file = layout.state().resolve("secrets/client.jwk");
    }

    PublicJsonWebKey jwk() {
        try {
            if (!Files.exists(file)) {
                PublicJsonWebKey made = EcJwkGenerator.generateJwk(EllipticCurves.P256);
                made.setKeyId("client-1");
                made.setUse("sig");
                made.setAlgorithm("ES256");
                Secrets.write(file, made.toJson(OutputControlLevel.INCLUDE_PRIVATE));
            }
            return PublicJsonWebKey.Factory.newPublicJwk(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (JoseException e) {
            throw new StackProblem("the client key " + file + " cannot be read", e);
        }
    }

    /** A signed statement that this is the client, for the issuer (RFC 7523). */
    String assertion(String client, String issuer) {
        JwtClaims claims = new JwtClaims();
        claims.setIssuer(client);
        claims.setSubject(client);
        claims.setAudience(issuer);
        claims.setGeneratedJwtId();
        claims.setIssuedAtToNow();
        claims.setExpirationTimeMinutesInTheFuture(ASSERTION_MINUTES);
        PublicJsonWebKey key = jwk();
        JsonWebSignature jws = new JsonWebSignature();
        jws.setPayload(claims.toJson());
        jws.setKey(key.getPrivateKey());
        jws.setKeyIdHeaderValue(key.getKeyId());
        jws.setAlgorithmHeaderValue("ES256");
        try {
            return jws.getCompactSerialization();
        } catch (JoseException e) {
            throw new StackProblem("the client assertion cannot be signed", e);
        }
    }
}
