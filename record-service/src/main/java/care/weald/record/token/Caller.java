package care.weald.record.token;

import java.security.Principal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jspecify.annotations.Nullable;

/**
 * Who asks: the caller token's claims (IHE IUA 3.71.4.2.2.1, {@code extensions.ihe_iua}).
 *
 * @param subject the user's or client's id at its issuer
 * @param name the user's name, for the audit trail only; empty for a system
 * @param organisation ODS code of the organisation the caller acts for
 * @param roles national job role codes (UKCore-SDSJobRoleName); empty for a system
 * @param purposes purpose of use codes (v3-ActReason), at least one
 * @param client OAuth client id
 * @param assurance authentication assurance ({@code acr}), empty when the issuer gave none
 * @param scopes SMART scopes
 */
public record Caller(
        String subject,
        String name,
        String organisation,
        List<String> roles,
        List<String> purposes,
        String client,
        String assurance,
        Set<String> scopes)
        implements Principal {

    /** The purposes a caller may state: care, the citizen's own request, running the service (capabilities.md, c). */
    public static final Set<String> PURPOSES = Set.of("TREAT", "ETREAT", "COC", "BTG", "PATRQT", "HOPERAT");

    public Caller {
        roles = List.copyOf(roles);
        purposes = List.copyOf(purposes);
        scopes = Set.copyOf(scopes);
    }

    /** True for a partner's system acting for itself (client credentials), which carries no job role. */
    public boolean isSystem() {
        return roles.isEmpty();
    }

    @Override
    public String getName() {
        return subject;
    }

    @Override
    public String toString() {
        return "Caller[***]";
    }

    /** Reads the claims of a verified caller token; empty when one that MUST be there is not. */
    static Optional<Caller> from(JwtClaims claims) {
        try {
            if (!(claims.getClaimValue("extensions") instanceof Map<?, ?> extensions)
                    || !(extensions.get("ihe_iua") instanceof Map<?, ?> iua)
                    || !(iua.get("subject_organization_id") instanceof String organisation)
                    || !(claims.getClaimValue("client_id") instanceof String client)) {
                return Optional.empty();
            }
            List<String> purposes = codes(iua.get("purpose_of_use"));
            if (purposes.isEmpty()) {
                return Optional.empty();
            }
            return Optional.of(new Caller(
                    claims.getSubject(),
                    iua.get("subject_name") instanceof String name ? name : "",
                    organisation,
                    codes(iua.get("subject_role")),
                    purposes,
                    client,
                    claims.getClaimValue("acr") instanceof String acr ? acr : "",
                    claims.getClaimValue("scope") instanceof String scope ? Set.of(scope.split(" ")) : Set.of()));
        } catch (MalformedClaimException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The {@code code} of each FHIR Coding in a claim. */
    private static List<String> codes(@Nullable Object codings) {
        return codings instanceof List<?> list
                ? list.stream()
                        .map(coding ->
                                coding instanceof Map<?, ?> map && map.get("code") instanceof String code ? code : "")
                        .filter(code -> !code.isEmpty())
                        .toList()
                : List.of();
    }
}
