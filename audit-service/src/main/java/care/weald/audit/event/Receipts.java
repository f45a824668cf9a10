package care.weald.audit.event;

import care.weald.audit.log.Appended.Kept;
import care.weald.audit.token.SigningKeys;
import care.weald.audit.token.TokenType;
import jakarta.enterprise.context.ApplicationScoped;
import org.jose4j.jwt.JwtClaims;

/** Signs receipts (docs/contracts/tokens.md). */
@ApplicationScoped
public class Receipts {

    private static final int LIFE_SECONDS = 60;

    private final SigningKeys keys;

    Receipts(SigningKeys keys) {
        this.keys = keys;
    }

    /** The proof for the gateway that {@code event} is in the log. MUST NOT be asked for before the commit. */
    String sign(PostedEvent event, Kept kept) {
        JwtClaims claims = new JwtClaims();
        claims.setSubject(event.id().toString());
        claims.setClaim("index", kept.index());
        claims.setClaim("leaf_hash", kept.leafHash());
        claims.setClaim("body_hash", event.bodyHash());
        return keys.sign(TokenType.RECEIPT, "gateway", LIFE_SECONDS, claims);
    }
}
