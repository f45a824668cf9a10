package care.weald.audit.attest;

import care.weald.audit.platform.Problem;
import care.weald.audit.platform.Problem.Kind;
import care.weald.audit.token.TokenType;
import care.weald.audit.token.TokenVerifier;
import care.weald.audit.token.Verification;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/**
 * What was disclosed of some people, told to consent-service alone: it needs no caller but a permit that consent-service has
 * given itself, {@code attest}, which no decision ever is (ADR 0026).
 */
@Path("/disclosures")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class DisclosedResource {

    private static final int PAGE = 1_000;

    private final TokenVerifier tokens;
    private final DisclosedRepository repository;

    DisclosedResource(TokenVerifier tokens, DisclosedRepository repository) {
        this.tokens = tokens;
        this.repository = repository;
    }

    /** 200 with at most 1,000 events and how far the trail goes; 403 with any other permit, 401 without; 400. */
    @POST
    @PermitAll
    @Operation(
            summary = "What was disclosed of some people; for consent-service alone, by a permit it has given itself")
    public Uni<Response> disclosed(@HeaderParam("Weald-Permit") @Nullable String permit, byte[] body) {
        if (permit == null) {
            return answer(Problem.of(Kind.UNAUTHENTICATED, "A permit is needed"));
        }
        return tokens.verify(TokenType.PERMIT, permit.trim()).chain(result -> switch (result) {
            case Verification.Refused refused ->
                answer(Problem.of(Kind.INVALID_TOKEN, "The permit is refused: " + refused.reason()));
            case Verification.Verified verified ->
                isAttest(verified)
                        ? DisclosedQuery.read(body)
                                .map(this::found)
                                .orElseGet(() -> answer(Problem.of(Kind.INVALID_CONTENT, "This is no such question")))
                        : answer(Problem.of(Kind.REFUSED, "This is told to consent-service alone"));
        });
    }

    private static boolean isAttest(Verification.Verified verified) {
        return verified.claims().getClaimValue("weald") instanceof Map<?, ?> weald
                && "permit".equals(weald.get("decision"))
                && "attest".equals(weald.get("interaction"));
    }

    private Uni<Response> found(DisclosedQuery query) {
        return Uni.combine()
                .all()
                .unis(repository.page(query, PAGE), repository.extent(query))
                .with((page, extent) -> {
                    page.set("trail", extent);
                    return Response.ok(page.toString()).build();
                });
    }

    private static Uni<Response> answer(Problem problem) {
        return Uni.createFrom().item(problem.toResponse());
    }
}
