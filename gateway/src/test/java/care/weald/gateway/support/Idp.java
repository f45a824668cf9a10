package care.weald.gateway.support;

import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.Key;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.keys.HmacKey;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/** Two OIDC providers with a key each, and the access tokens they give. */
public class Idp implements QuarkusTestResourceLifecycleManager {

    /** How often a provider was asked for its keys. */
    public static final AtomicInteger KEY_FETCHES = new AtomicInteger();

    private static final RsaJsonWebKey KEY = key("first");
    private static final RsaJsonWebKey OTHER_KEY = key("second");
    private static final RsaJsonWebKey THIRD_KEY = key("third");
    private static volatile boolean withdrawn;
    private static volatile boolean away;
    private static volatile String base = "";

    private @Nullable HttpServer server;

    @Override
    public Map<String, String> start() {
        try {
            HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            http.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            base = "http://localhost:" + http.getAddress().getPort();
            provider(http, "/first", KEY);
            provider(http, "/second", OTHER_KEY);
            provider(http, "/third", THIRD_KEY);
            withdrawn = false;
            http.start();
            server = http;
            Map<String, String> config = new HashMap<>(Map.of(
                    "quarkus.oidc.auth-server-url", base + "/first", "weald.gateway.organisations.default", "*"));
            tenant(config, "second", base + "/second", "KZ016,KX001");
            tenant(config, "third", base + "/third", "KZ016");
            tenant(config, "away", "http://localhost:1/away", "*");
            return config;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void tenant(Map<String, String> config, String name, String issuer, String organisations) {
        config.put("quarkus.oidc." + name + ".auth-server-url", issuer);
        config.put("quarkus.oidc." + name + ".application-type", "service");
        config.put("quarkus.oidc." + name + ".token.audience", "weald-gateway");
        config.put("quarkus.oidc." + name + ".token.forced-jwk-refresh-interval", "0S");
        config.put("weald.gateway.issuers." + name, issuer);
        config.put("weald.gateway.organisations." + name, organisations);
    }

    private static void provider(HttpServer http, String path, RsaJsonWebKey key) {
        answer(
                http,
                path + "/.well-known/openid-configuration",
                "{\"issuer\":\"" + base + path + "\",\"jwks_uri\":\"" + base + path
                        + "/jwks\",\"token_endpoint\":\"" + base + path
                        + "/token\",\"authorization_endpoint\":\"" + base + path + "/auth\"}");
        answer(http, path + "/jwks", new JsonWebKeySet(key).toJson(OutputControlLevel.PUBLIC_ONLY));
    }

    private static void answer(HttpServer http, String path, String json) {
        http.createContext(path, exchange -> {
            if (path.endsWith("/jwks")) {
                KEY_FETCHES.incrementAndGet();
            }
            String answer = withdrawn && path.equals("/third/jwks") ? "{\"keys\":[]}" : json;
            byte[] body = answer.getBytes(StandardCharsets.UTF_8);
            boolean broken = away && path.equals("/second/jwks");
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(broken ? 500 : 200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
    }

    @Override
    public void stop() {
        if (server != null) {
            server.stop(0);
        }
    }

    /** Claims of a doctor at an organisation, which a test may change. */
    public static JwtClaims doctor() {
        JwtClaims claims = new JwtClaims();
        long now = Instant.now().getEpochSecond();
        claims.setIssuer(base + "/first");
        claims.setAudience("weald-gateway");
        claims.setSubject("user-1");
        claims.setJwtId(UUID.randomUUID().toString());
        claims.setIssuedAt(NumericDate.fromSeconds(now));
        claims.setExpirationTime(NumericDate.fromSeconds(now + 300));
        claims.setClaim("azp", "ehr");
        claims.setClaim("name", "Dr Test Person");
        claims.setClaim("organization_id", "KZ016");
        claims.setClaim("organization_name", "Oakfield");
        claims.setClaim("job_role", "R8000");
        claims.setClaim("purpose_of_use", "TREAT");
        claims.setClaim("scope", "openid user/*.rs");
        return claims;
    }

    /** The second provider's issuer. */
    public static String secondIssuer() {
        return base + "/second";
    }

    /** A doctor's token, new each time, so that nothing is reused from another test. */
    public static String token() {
        return token(claims -> {});
    }

    /** A doctor's token with other claims. */
    public static String token(Consumer<JwtClaims> change) {
        JwtClaims claims = doctor();
        change.accept(claims);
        return sign(claims, "RS256", KEY.getPrivateKey(), "first");
    }

    /** A token signed by the second provider. */
    public static String bySecond(Consumer<JwtClaims> change) {
        JwtClaims claims = doctor();
        claims.setIssuer(secondIssuer());
        change.accept(claims);
        return sign(claims, "RS256", OTHER_KEY.getPrivateKey(), "second");
    }

    /** A token signed by the third provider. */
    public static String byThird(Consumer<JwtClaims> change) {
        JwtClaims claims = doctor();
        claims.setIssuer(base + "/third");
        change.accept(claims);
        return sign(claims, "RS256", THIRD_KEY.getPrivateKey(), "third");
    }

    /** Whether the second provider fails when it is asked for its keys. */
    public static void secondIsAway(boolean now) {
        away = now;
    }

    /** From now on the third provider publishes no key. */
    public static void withdrawThird() {
        withdrawn = true;
    }

    /** A doctor's token without a signature. */
    public static String unsigned() {
        return sign(doctor(), "none", null, "first");
    }

    /** A doctor's token signed with the public key as a shared secret (RFC 8725 section 2.1). */
    public static String confused() {
        return sign(doctor(), "HS256", new HmacKey(KEY.getPublicKey().getEncoded()), "first");
    }

    private static String sign(JwtClaims claims, String algorithm, @Nullable Key key, String keyId) {
        JsonWebSignature jws = new JsonWebSignature();
        jws.setAlgorithmConstraints(AlgorithmConstraints.NO_CONSTRAINTS);
        jws.setPayload(claims.toJson());
        jws.setAlgorithmHeaderValue(algorithm);
        jws.setKeyIdHeaderValue(keyId);
        jws.setKey(key);
        try {
            return jws.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    private static RsaJsonWebKey key(String id) {
        try {
            RsaJsonWebKey key = RsaJwkGenerator.generateJwk(2048);
            key.setKeyId(id);
            return key;
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }
}
