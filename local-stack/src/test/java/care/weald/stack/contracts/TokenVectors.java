package care.weald.stack.contracts;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.keys.HmacKey;
import org.jose4j.lang.JoseException;

/**
 * Writes {@code docs/contracts/token-vectors.json} anew, with keys that are thrown away: run by hand when the contract
 * changes.
 */
final class TokenVectors {

    private static final long NOW = 1_780_000_000L;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<String, String> TYPS = Map.of(
            "gateway", "weald-caller+jwt",
            "identity-service", "weald-person+jwt",
            "consent-service", "weald-permit+jwt",
            "audit-service", "weald-receipt+jwt");

    private final Map<String, PublicJsonWebKey> keys = new LinkedHashMap<>();
    private final ArrayNode vectors = JSON.createArrayNode();

    private TokenVectors() throws JoseException {
        for (String service : List.of("gateway", "identity-service", "consent-service", "audit-service")) {
            keys.put(service, key(service + "-1"));
        }
    }

    public static void main(String[] arguments) throws JoseException, IOException {
        TokenVectors made = new TokenVectors();
        made.callers();
        made.others();
        ObjectNode file = JSON.createObjectNode();
        file.put("now", NOW);
        ObjectNode jwks = file.putObject("jwks");
        for (var entry : made.keys.entrySet()) {
            jwks.set(
                    entry.getKey(),
                    JSON.readTree(new JsonWebKeySet(entry.getValue()).toJson(OutputControlLevel.PUBLIC_ONLY)));
        }
        file.set("vectors", made.vectors);
        Files.writeString(
                Path.of(arguments[0]), JSON.writerWithDefaultPrettyPrinter().writeValueAsString(file) + "\n");
    }

    private void callers() throws JoseException, IOException {
        caller("a professional's caller token is valid", "VALID", claims -> {});
        caller(
                "a system's caller token without a role is valid",
                "VALID",
                claims -> iua(claims, "subject_role", List.of()));
        caller(
                "a caller token that ended within the skew is valid",
                "VALID",
                claims -> times(claims, NOW - 90, NOW - 30));
        caller(
                "a caller token issued within the skew ahead is valid",
                "VALID",
                claims -> times(claims, NOW + 30, NOW + 90));
        caller("an expired caller token is refused", "EXPIRED", claims -> times(claims, NOW - 180, NOW - 121));
        caller(
                "a caller token from the far future is refused",
                "NOT_YET_VALID",
                claims -> times(claims, NOW + 120, NOW + 180));
        caller(
                "a caller token that lives too long is refused",
                "LIVES_TOO_LONG",
                claims -> times(claims, NOW, NOW + 61));
        caller(
                "a caller token for another service is refused",
                "WRONG_AUDIENCE",
                claims -> claims.setAudience("urn:weald:audit-service"));
        caller(
                "a caller token of another issuer is refused",
                "WRONG_ISSUER",
                claims -> claims.setIssuer("urn:weald:consent-service"));
        caller("a caller token without a subject is refused", "MISSING_CLAIM", claims -> claims.unsetClaim("sub"));
        caller("a caller token without an id is refused", "MISSING_CLAIM", claims -> claims.unsetClaim("jti"));
        caller("a caller token without an end is refused", "MISSING_CLAIM", claims -> claims.unsetClaim("exp"));
        caller(
                "a caller token without an organisation is refused",
                "MISSING_CLAIM",
                claims -> iua(claims, "subject_organization_id", null));
        caller(
                "a caller token without a purpose is refused",
                "MISSING_CLAIM",
                claims -> iua(claims, "purpose_of_use", List.of()));
        caller(
                "a caller token with a purpose that is not care is refused",
                "UNKNOWN_PURPOSE",
                claims -> iua(claims, "purpose_of_use", List.of(Map.of("code", "HMARKT"))));
        String valid = sign(keys.get("gateway"), "weald-caller+jwt", caller());
        add("a caller token is not a permit", "PERMIT", "consent-service", "WRONG_TYPE", valid);
        add(
                "a caller token signed by an unknown key is refused",
                "CALLER",
                "consent-service",
                "UNKNOWN_KEY",
                sign(key("stranger-1"), "weald-caller+jwt", caller()));
        add(
                "a caller token signed by another key under a known id is refused",
                "CALLER",
                "consent-service",
                "BAD_SIGNATURE",
                sign(key("gateway-1"), "weald-caller+jwt", caller()));
        add(
                "a caller token with one character changed is refused",
                "CALLER",
                "consent-service",
                "BAD_SIGNATURE",
                tampered(valid));
        add(
                "a caller token without a signature is refused",
                "CALLER",
                "consent-service",
                "WRONG_ALGORITHM",
                unsigned());
        add(
                "a caller token signed with the public key as a secret is refused",
                "CALLER",
                "consent-service",
                "WRONG_ALGORITHM",
                confused());
        add("a caller token signed with RS256 is refused", "CALLER", "consent-service", "WRONG_ALGORITHM", rsa());
        add("what is no token is refused", "CALLER", "consent-service", "MALFORMED", "not.a.token");
        add("nothing is refused", "CALLER", "consent-service", "MALFORMED", "");
    }

    private void others() throws JoseException, IOException {
        for (String[] row : new String[][] {
            {"person token", "PERSON", "identity-service", "consent-service"},
            {"permit", "PERMIT", "consent-service", "record-service"},
            {"receipt", "RECEIPT", "audit-service", "gateway"}
        }) {
            JwtClaims claims = registered(row[2], row[3]);
            add("a " + row[0] + " is valid", row[1], row[3], "VALID", sign(keys.get(row[2]), TYPS.get(row[2]), claims));
            add(
                    "a " + row[0] + " at another service is refused",
                    row[1],
                    "gateway".equals(row[3]) ? "record-service" : "gateway",
                    "WRONG_AUDIENCE",
                    sign(keys.get(row[2]), TYPS.get(row[2]), claims));
            add(
                    "a " + row[0] + " signed by the gateway is refused",
                    row[1],
                    row[3],
                    "UNKNOWN_KEY",
                    sign(keys.get("gateway"), TYPS.get(row[2]), claims));
            times(claims, NOW - 300, NOW - 240);
            add(
                    "an expired " + row[0] + " is refused",
                    row[1],
                    row[3],
                    "EXPIRED",
                    sign(keys.get(row[2]), TYPS.get(row[2]), claims));
        }
    }

    private void caller(String name, String expect, Consumer<JwtClaims> change) throws JoseException {
        JwtClaims claims = caller();
        change.accept(claims);
        add(name, "CALLER", "consent-service", expect, sign(keys.get("gateway"), "weald-caller+jwt", claims));
    }

    private static JwtClaims caller() {
        JwtClaims claims = registered("gateway", "consent-service");
        claims.setClaim("client_id", "ehr");
        claims.setClaim("scope", "user/*.rs");
        Map<String, Object> iua = new LinkedHashMap<>();
        iua.put("subject_organization_id", "KZ016");
        iua.put("subject_role", List.of(Map.of("code", "R8000")));
        iua.put("purpose_of_use", List.of(Map.of("code", "TREAT")));
        claims.setClaim("extensions", Map.of("ihe_iua", iua));
        return claims;
    }

    @SuppressWarnings("unchecked")
    private static void iua(JwtClaims claims, String name, Object value) {
        Map<String, Object> extensions = (Map<String, Object>) claims.getClaimValue("extensions");
        Map<String, Object> iua = (Map<String, Object>) extensions.get("ihe_iua");
        if (value == null) {
            iua.remove(name);
        } else {
            iua.put(name, value);
        }
    }

    private static JwtClaims registered(String signer, String audience) {
        JwtClaims claims = new JwtClaims();
        claims.setIssuer("urn:weald:" + signer);
        claims.setAudience("urn:weald:" + audience);
        claims.setSubject("subject-1");
        claims.setJwtId("jti-1");
        times(claims, NOW, NOW + 60);
        return claims;
    }

    private static void times(JwtClaims claims, long issued, long ends) {
        claims.setIssuedAt(NumericDate.fromSeconds(issued));
        claims.setExpirationTime(NumericDate.fromSeconds(ends));
    }

    private static PublicJsonWebKey key(String kid) throws JoseException {
        PublicJsonWebKey key = EcJwkGenerator.generateJwk(EllipticCurves.P256);
        key.setKeyId(kid);
        return key;
    }

    private static String sign(PublicJsonWebKey key, String typ, JwtClaims claims) throws JoseException {
        JsonWebSignature jws = new JsonWebSignature();
        jws.setPayload(claims.toJson());
        jws.setKey(key.getPrivateKey());
        jws.setKeyIdHeaderValue(key.getKeyId());
        jws.setAlgorithmHeaderValue("ES256");
        jws.setHeader("typ", typ);
        return jws.getCompactSerialization();
    }

    private String confused() throws JoseException {
        JsonWebSignature jws = new JsonWebSignature();
        jws.setPayload(caller().toJson());
        jws.setKey(new HmacKey(
                keys.get("gateway").toJson(OutputControlLevel.PUBLIC_ONLY).getBytes(StandardCharsets.UTF_8)));
        jws.setKeyIdHeaderValue("gateway-1");
        jws.setAlgorithmHeaderValue("HS256");
        jws.setHeader("typ", "weald-caller+jwt");
        return jws.getCompactSerialization();
    }

    private static String rsa() throws JoseException {
        PublicJsonWebKey key = RsaJwkGenerator.generateJwk(2048);
        JsonWebSignature jws = new JsonWebSignature();
        jws.setPayload(caller().toJson());
        jws.setKey(key.getPrivateKey());
        jws.setKeyIdHeaderValue("gateway-1");
        jws.setAlgorithmHeaderValue("RS256");
        jws.setHeader("typ", "weald-caller+jwt");
        return jws.getCompactSerialization();
    }

    private static String unsigned() {
        Base64.Encoder encoder = Base64.getUrlEncoder().withoutPadding();
        return encoder.encodeToString("{\"alg\":\"none\",\"typ\":\"weald-caller+jwt\",\"kid\":\"gateway-1\"}"
                        .getBytes(StandardCharsets.UTF_8))
                + "." + encoder.encodeToString(caller().toJson().getBytes(StandardCharsets.UTF_8)) + ".";
    }

    private static String tampered(String token) {
        int first = token.indexOf('.');
        int second = token.indexOf('.', first + 1);
        String payload =
                new String(Base64.getUrlDecoder().decode(token.substring(first + 1, second)), StandardCharsets.UTF_8);
        String changed = payload.replace("KZ016", "KZ017");
        return token.substring(0, first + 1)
                + Base64.getUrlEncoder().withoutPadding().encodeToString(changed.getBytes(StandardCharsets.UTF_8)) + "."
                + token.substring(second + 1);
    }

    private void add(String name, String type, String audience, String expect, String token) {
        vectors.addObject()
                .put("name", name)
                .put("type", type)
                .put("audience", audience)
                .put("expect", expect)
                .put("token", token);
    }
}
