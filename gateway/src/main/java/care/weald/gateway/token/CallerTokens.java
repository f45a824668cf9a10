package care.weald.gateway.token;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jose4j.jwt.JwtClaims;

/** Mints the token that says who asks. One serves its caller and audience for half its life, then the next is made. */
@ApplicationScoped
public class CallerTokens {

    private static final String ROLES = "https://fhir.hl7.org.uk/CodeSystem/UKCore-SDSJobRoleName";
    /** A citizen's role is no job role. */
    private static final String CITIZENS = "http://terminology.hl7.org/CodeSystem/v3-RoleClass";

    private static final String CITIZEN = "CIT";
    private static final String PURPOSES = "http://terminology.hl7.org/CodeSystem/v3-ActReason";
    private static final Duration HALF_LIFE = Duration.ofSeconds(TokenVerifier.MAX_LIFE_SECONDS / 2);

    private final SigningKeys keys;
    private final Cache<Key, String> minted = Caffeine.newBuilder()
            .maximumSize(20_000)
            .expireAfterWrite(HALF_LIFE)
            .build();

    private record Key(String tokenId, String audience) {}

    CallerTokens(SigningKeys keys) {
        this.keys = keys;
    }

    /**
     * A caller token that lives at least 30 seconds more.
     *
     * @param tokenId stands for the access token it is made from
     * @param organisationName name of the caller's organisation, or empty
     * @param audience name of the service that will read it
     */
    public String mint(String tokenId, Caller caller, String organisationName, String audience) {
        return minted.get(
                new Key(tokenId, audience),
                key -> keys.sign(
                        TokenType.CALLER, audience, TokenVerifier.MAX_LIFE_SECONDS, claims(caller, organisationName)));
    }

    private static JwtClaims claims(Caller caller, String organisationName) {
        JwtClaims claims = new JwtClaims();
        claims.setSubject(caller.subject());
        claims.setClaim("client_id", caller.client());
        claims.setClaim("acr", caller.assurance());
        claims.setClaim("scope", String.join(" ", new TreeSet<>(caller.scopes())));
        claims.setClaim(
                "extensions",
                Map.of(
                        "ihe_iua",
                        Map.of(
                                "subject_name", caller.name(),
                                "subject_organization", organisationName,
                                "subject_organization_id", caller.organisation(),
                                "subject_role",
                                        codings(caller.roles().contains(CITIZEN) ? CITIZENS : ROLES, caller.roles()),
                                "purpose_of_use", codings(PURPOSES, caller.purposes()))));
        return claims;
    }

    private static List<Map<String, String>> codings(String system, List<String> codes) {
        return codes.stream()
                .map(code -> Map.of("system", system, "code", code))
                .toList();
    }
}
