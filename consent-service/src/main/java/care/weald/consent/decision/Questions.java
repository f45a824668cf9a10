package care.weald.consent.decision;

import care.weald.consent.platform.Problem;
import care.weald.consent.token.Caller;
import care.weald.consent.token.TokenType;
import care.weald.consent.token.TokenVerifier;
import care.weald.consent.token.Verification;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import org.jose4j.jwt.JwtClaims;

/** Puts a question together from the two tokens that say who asks and whom it is about. */
@ApplicationScoped
public class Questions {

    private final TokenVerifier tokens;

    Questions(TokenVerifier tokens) {
        this.tokens = tokens;
    }

    /** The caller of a request: its verified identity and the {@code Authorization} header that it came by. */
    public record Asker(Caller caller, String authorization) {

        /** Takes the caller from an identity that {@code CallerAuthentication} made. */
        public static Asker of(SecurityIdentity identity, String authorization) {
            return new Asker((Caller) identity.getPrincipal(), authorization);
        }

        @Override
        public String toString() {
            return "Asker[***]";
        }
    }

    /** The question, or {@code invalid-token} when {@code personToken} does not hold. No token is needed for nobody. */
    public Uni<Reading<Question>> ask(Interaction interaction, Asker asker, String personToken) {
        return iua(asker.authorization())
                .flatMap(iua -> person(interaction, personToken)
                        .map(person -> person.then(
                                found -> new Reading.Read<>(new Question(interaction, asker.caller(), iua, found)))));
    }

    private Uni<Map<?, ?>> iua(String authorization) {
        String token = authorization.substring(authorization.indexOf(' ') + 1).trim();
        return tokens.verify(TokenType.CALLER, token).map(result -> switch (result) {
            case Verification.Verified verified -> iua(verified.claims());
            case Verification.Refused refused ->
                throw new AuthenticationFailedException("caller token refused: " + refused.reason());
        });
    }

    private static Map<?, ?> iua(JwtClaims claims) {
        return claims.getClaimValue("extensions") instanceof Map<?, ?> extensions
                        && extensions.get("ihe_iua") instanceof Map<?, ?> iua
                ? iua
                : Map.of();
    }

    private Uni<Reading<Person>> person(Interaction interaction, String token) {
        if (!interaction.isOfPerson() && token.isEmpty()) {
            return Uni.createFrom().item(new Reading.Read<>(Person.NONE));
        }
        return tokens.verify(TokenType.PERSON, token).map(result -> switch (result) {
            case Verification.Verified verified ->
                Person.from(verified.claims())
                        .<Reading<Person>>map(Reading.Read::new)
                        .orElseGet(() -> refused("MISSING_CLAIM"));
            case Verification.Refused refused -> refused(refused.reason().name());
        });
    }

    private static Reading<Person> refused(String reason) {
        return new Reading.Wrong<>(Problem.of(Problem.Kind.INVALID_TOKEN, "person: the token is refused, " + reason));
    }
}
