package care.weald.identity.permit;

import care.weald.identity.token.Caller;
import care.weald.identity.token.TokenType;
import care.weald.identity.token.TokenVerifier;
import care.weald.identity.token.Verification.Refused;
import care.weald.identity.token.Verification.Verified;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Verifies the permit that a request carries, and that it was given to the very caller that carries it. */
@ApplicationScoped
public class PermitReader {

    /** The request header of the permit. */
    public static final String HEADER = "Weald-Permit";

    private final TokenVerifier tokens;

    PermitReader(TokenVerifier tokens) {
        this.tokens = tokens;
    }

    /** The permit in {@code header}; empty when there is none, it does not hold, it denies or it is not this caller's. */
    public Uni<Optional<Permit>> read(Caller caller, @Nullable String header) {
        if (header == null) {
            return Uni.createFrom().item(Optional.empty());
        }
        return tokens.verify(TokenType.PERMIT, header).map(result -> switch (result) {
            case Refused _ -> Optional.empty();
            case Verified verified ->
                Permit.from(verified.claims())
                        .filter(Permit::permitted)
                        .filter(permit -> permit.subject().equals(caller.subject()));
        });
    }
}
