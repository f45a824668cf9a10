package care.weald.audit.access;

import care.weald.audit.access.Admission.Admitted;
import care.weald.audit.access.Admission.Rejected;
import care.weald.audit.access.Decision.Deny;
import care.weald.audit.access.Decision.Permit;
import care.weald.audit.access.Decision.Terms;
import care.weald.audit.access.Decision.Undecided;
import care.weald.audit.platform.Problem;
import care.weald.audit.platform.Problem.Kind;
import care.weald.audit.token.Caller;
import care.weald.audit.token.SpooledTokens;
import care.weald.audit.token.TokenType;
import care.weald.audit.token.TokenVerifier;
import care.weald.audit.token.Verification;
import care.weald.audit.token.Verification.Refused;
import care.weald.audit.token.Verification.Verified;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import org.jose4j.jwt.JwtClaims;
import org.jspecify.annotations.Nullable;

/** Reads the caller token and the permit of a request. */
@ApplicationScoped
public class Access {

    private static final int BEARER = "Bearer ".length();

    private final TokenVerifier tokens;

    Access(TokenVerifier tokens) {
        this.tokens = tokens;
    }

    /** What the tokens that waited with an event said when the gateway put them by. */
    public static Uni<Admission> of(SpooledTokens.Spooled spooled) {
        String permit = spooled.permit().isEmpty() ? null : spooled.permit();
        return new Access(spooled.then()).read(spooled.caller(), spooled.authorization(), permit);
    }

    /**
     * What the tokens of an authenticated request say.
     *
     * @param caller the principal, which the authentication has made of the same caller token
     * @param authorization the {@code Authorization} header
     * @param permit the {@code Weald-Permit} header, null when there is none
     */
    public Uni<Admission> read(Caller caller, String authorization, @Nullable String permit) {
        Uni<Verification> callerToken =
                tokens.verify(TokenType.CALLER, authorization.substring(BEARER).trim());
        return callerToken.chain(known -> switch (known) {
            case Refused _ -> rejected(Kind.UNAUTHENTICATED, "The caller token has ended");
            case Verified verified -> decide(requester(caller, verified.claims()), permit);
        });
    }

    private Uni<Admission> decide(Requester requester, @Nullable String permit) {
        if (permit == null) {
            return Uni.createFrom().item(new Admitted(requester, new Undecided()));
        }
        return tokens.verify(TokenType.PERMIT, permit.trim()).map(result -> switch (result) {
            case Refused refused ->
                new Rejected(Problem.of(Kind.INVALID_TOKEN, "The permit is refused: " + refused.reason()));
            case Verified verified ->
                DecisionClaims.read(verified.claims())
                        .map(decision -> match(requester, decision))
                        .orElseGet(() -> new Rejected(
                                Problem.of(Kind.INVALID_TOKEN, "The permit does not say all that a permit says")));
        });
    }

    private static Admission match(Requester requester, Decision decision) {
        return switch (decision) {
            case Permit permit -> match(requester, permit, permit.terms());
            case Deny deny -> match(requester, deny, deny.terms());
            case Undecided undecided -> new Admitted(requester, undecided);
        };
    }

    private static Admission match(Requester requester, Decision decision, Terms terms) {
        Caller caller = requester.caller();
        boolean same =
                terms.subject().equals(caller.subject()) && terms.organisation().equals(caller.organisation());
        return same
                ? new Admitted(requester, decision)
                : new Rejected(Problem.of(Kind.REFUSED, "The permit was given to another caller"));
    }

    private static Requester requester(Caller caller, JwtClaims claims) {
        return new Requester(caller, claims.getClaimValueAsString("jti"), organisationName(claims));
    }

    private static String organisationName(JwtClaims claims) {
        return claims.getClaimValue("extensions") instanceof Map<?, ?> extensions
                        && extensions.get("ihe_iua") instanceof Map<?, ?> iua
                        && iua.get("subject_organization") instanceof String name
                ? name
                : "";
    }

    private static Uni<Admission> rejected(Kind kind, String detail) {
        return Uni.createFrom().item(new Rejected(Problem.of(kind, detail)));
    }
}
