package care.weald.consent.decision;

import care.weald.consent.matrix.RoleGroup;
import care.weald.consent.platform.Problem;
import care.weald.consent.token.Caller;
import care.weald.consent.token.TokenType;
import care.weald.consent.token.TokenVerifier;
import care.weald.consent.token.Verification;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jose4j.jwt.JwtClaims;
import org.jspecify.annotations.Nullable;

/** Puts a question together from the two tokens that say who asks and whom it is about. */
@ApplicationScoped
public class Questions {

    private final TokenVerifier tokens;

    Questions(TokenVerifier tokens) {
        this.tokens = tokens;
    }

    /**
     * The caller of a request.
     *
     * @param caller its verified identity
     * @param authorization the {@code Authorization} header that it came by
     * @param own of a citizen, the person token that says who that is; empty of everybody else
     */
    public record Asker(Caller caller, String authorization, String own) {

        /** Takes the caller from an identity that {@code CallerAuthentication} made. */
        public static Asker of(SecurityIdentity identity, String authorization) {
            return new Asker((Caller) identity.getPrincipal(), authorization, "");
        }

        /** The same, who is the person of this token. */
        public Asker being(@Nullable String personToken) {
            return new Asker(caller, authorization, personToken == null ? "" : personToken);
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
                        .flatMap(person -> own(asker).map(own -> question(interaction, asker, iua, person, own))));
    }

    private static Reading<Question> question(
            Interaction interaction, Asker asker, Map<?, ?> iua, Reading<Person> person, Reading<Person> own) {
        return person.then(found ->
                own.then(self -> new Reading.Read<>(new Question(interaction, asker.caller(), iua, found, self))));
    }

    /** Who a citizen is. One whom nobody could tell is a citizen all the same, and nobody who is known. */
    private Uni<Reading<Person>> own(Asker asker) {
        if (!asker.own().isEmpty()) {
            return token(asker.own());
        }
        boolean citizen = asker.caller().roles().equals(List.of(RoleGroup.CITIZEN_ROLE));
        return Uni.createFrom()
                .item(new Reading.Read<>(
                        citizen ? new Person(UUID.randomUUID(), false, false, List.of(), List.of()) : Person.NONE));
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
        return token(token);
    }

    /** Whom a person token is about, or {@code invalid-token} when it does not hold. */
    public Uni<Reading<Person>> token(String token) {
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
