package care.weald.record.token;

import org.jose4j.jwt.JwtClaims;

/** What verifying a token says: its claims, or why it is refused. */
public sealed interface Verification {

    /** The token holds; the claims may be believed. */
    record Verified(JwtClaims claims) implements Verification {}

    /** The token is refused. The reason is safe to log and to show. */
    record Refused(Reason reason) implements Verification {}

    /** Why a token is refused; the names are those of {@code docs/contracts/token-vectors.json}. */
    enum Reason {
        MALFORMED,
        WRONG_TYPE,
        WRONG_ALGORITHM,
        UNKNOWN_KEY,
        BAD_SIGNATURE,
        EXPIRED,
        NOT_YET_VALID,
        LIVES_TOO_LONG,
        WRONG_ISSUER,
        WRONG_AUDIENCE,
        MISSING_CLAIM,
        UNKNOWN_PURPOSE
    }
}
