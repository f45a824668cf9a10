package care.weald.audit.support;

import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/** The other services, as far as this one sees them: their published keys, and tokens signed with them. */
public class Peers implements QuarkusTestResourceLifecycleManager {

    private static final List<String> SERVICES =
            List.of("gateway", "identity-service", "consent-service", "audit-service");
    private static final EllipticCurveJsonWebKey KEY = key();

    private @Nullable HttpServer server;

    @Override
    public Map<String, String> start() {
        try {
            HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            byte[] body = new JsonWebKeySet(KEY)
                    .toJson(OutputControlLevel.PUBLIC_ONLY)
                    .getBytes(StandardCharsets.UTF_8);
            http.createContext("/", exchange -> {
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
                exchange.close();
            });
            http.start();
            server = http;
            String url = "http://localhost:" + http.getAddress().getPort() + "/.well-known/jwks.json";
            Map<String, String> config = new HashMap<>();
            SERVICES.forEach(service -> config.put("weald.token.jwks." + service, url));
            Path keys = Files.createTempDirectory("weald-keys");
            config.put("weald.token.key-directory", keys.toString());
            return config;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void stop() {
        if (server != null) {
            server.stop(0);
        }
    }

    /** A token of {@code signer} for this service with these claims besides the registered ones, which live 60 seconds. */
    public static String sign(String signer, String typ, String audience, String subject, Map<String, ?> more) {
        return signedAt(Instant.now(), signer, typ, audience, subject, more);
    }

    /** The same, signed at another time. */
    public static String signedAt(
            Instant at, String signer, String typ, String audience, String subject, Map<String, ?> more) {
        JwtClaims claims = new JwtClaims();
        more.forEach(claims::setClaim);
        NumericDate now = NumericDate.fromSeconds(at.getEpochSecond());
        claims.setIssuer("urn:weald:" + signer);
        claims.setAudience("urn:weald:" + audience);
        claims.setSubject(subject);
        claims.setJwtId(UUID.randomUUID().toString());
        claims.setIssuedAt(now);
        claims.setExpirationTime(NumericDate.fromSeconds(now.getValue() + 60));
        JsonWebSignature jws = new JsonWebSignature();
        jws.setPayload(claims.toJson());
        jws.setKey(KEY.getPrivateKey());
        jws.setKeyIdHeaderValue(KEY.getKeyId());
        jws.setAlgorithmHeaderValue("ES256");
        jws.setHeader("typ", typ);
        try {
            return jws.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A caller token of a professional, or of a system when {@code role} is empty. */
    public static String caller(String audience, String organisation, String role, String purpose) {
        Map<String, Object> iua = Map.of(
                "subject_name",
                "Test Person",
                "subject_organization_id",
                organisation,
                "subject_role",
                role.isEmpty()
                        ? List.of()
                        : List.of(Map.of(
                                "system", "https://fhir.hl7.org.uk/CodeSystem/UKCore-SDSJobRoleName", "code", role)),
                "purpose_of_use",
                List.of(Map.of("system", "http://terminology.hl7.org/CodeSystem/v3-ActReason", "code", purpose)));
        return sign(
                "gateway",
                "weald-caller+jwt",
                audience,
                "user-" + organisation + "-" + role,
                Map.of(
                        "client_id",
                        "test-client",
                        "acr",
                        "AAL2",
                        "scope",
                        role.isEmpty() ? "system/*.cruds" : "user/*.rs",
                        "extensions",
                        Map.of("ihe_iua", iua)));
    }

    private static EllipticCurveJsonWebKey key() {
        try {
            EllipticCurveJsonWebKey key = EcJwkGenerator.generateJwk(EllipticCurves.P256);
            key.setKeyId("test-key");
            return key;
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }
}
