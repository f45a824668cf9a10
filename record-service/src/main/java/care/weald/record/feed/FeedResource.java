package care.weald.record.feed;

import care.weald.record.feed.FeedRecorder.Feed;
import care.weald.record.feed.FeedRecorder.Outcome;
import care.weald.record.permit.Permission.Denied;
import care.weald.record.permit.Permission.Granted;
import care.weald.record.permit.PermitReader;
import care.weald.record.platform.Problem;
import care.weald.record.platform.Problem.Kind;
import care.weald.record.token.Caller;
import care.weald.record.token.TokenType;
import care.weald.record.token.TokenVerifier;
import care.weald.record.token.Verification.Refused;
import care.weald.record.token.Verification.Verified;
import io.quarkus.security.Authenticated;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** Takes feed messages from the gateway (services.md, record-service). */
@Path("/feeds")
public class FeedResource {

    private static final Set<String> FEED = Set.of("feed");

    private final PermitReader permits;
    private final TokenVerifier tokens;
    private final FeedRecorder recorder;
    private final FeedConfig config;
    private final SecurityIdentity identity;
    private final AtomicInteger working = new AtomicInteger();

    FeedResource(
            PermitReader permits,
            TokenVerifier tokens,
            FeedRecorder recorder,
            FeedConfig config,
            SecurityIdentity identity) {
        this.permits = permits;
        this.tokens = tokens;
        this.recorder = recorder;
        this.config = config;
        this.identity = identity;
    }

    /** Stores a transaction or batch Bundle; answers after commit. */
    @POST
    @Authenticated
    @Consumes({"application/fhir+json", MediaType.APPLICATION_JSON})
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "Store the items of a feed message")
    public Uni<Response> take(
            @HeaderParam("Weald-Permit") @Nullable String permit,
            @HeaderParam("Weald-Person") @Nullable String person,
            byte @Nullable [] body) {
        byte[] content = body == null ? new byte[0] : body;
        if (content.length > config.maxBytes()) {
            return answer(Problem.of(Kind.TOO_LARGE, "The message is over the limit"));
        }
        return permits.read(identity.getPrincipal(), permit, FEED).chain(permission -> switch (permission) {
            case Denied denied -> answer(denied.problem());
            case Granted granted -> people(person, content);
        });
    }

    private Uni<Response> people(@Nullable String person, byte[] content) {
        if (!(identity.getPrincipal() instanceof Caller caller)) {
            return answer(Problem.of(Kind.UNAUTHENTICATED, "The caller is not known"));
        }
        if (person == null || person.isEmpty()) {
            return take(new Feed(caller.organisation(), FeedPatients.none(), content));
        }
        return tokens.verify(TokenType.PERSON, person).chain(result -> switch (result) {
            case Refused refused -> answer(Problem.of(Kind.INVALID_TOKEN, "The person token does not hold"));
            case Verified verified -> {
                Optional<FeedPatients> patients = FeedPatients.from(verified.claims(), caller.organisation());
                yield patients.isEmpty()
                        ? answer(Problem.of(Kind.INVALID_TOKEN, "The person token is not for this feed"))
                        : take(new Feed(caller.organisation(), patients.get(), content));
            }
        });
    }

    private Uni<Response> take(Feed feed) {
        if (working.incrementAndGet() > config.maxConcurrent()) {
            working.decrementAndGet();
            return answer(Problem.of(Kind.UNAVAILABLE, "There are too many messages at once"));
        }
        return recorder.take(feed)
                .onTermination()
                .invoke(working::decrementAndGet)
                .map(outcome -> switch (outcome) {
                    case Outcome.Stored stored -> Response.ok(stored.answer()).build();
                    case Outcome.Refused refused -> refused.problem().toResponse();
                });
    }

    private static Uni<Response> answer(Problem problem) {
        return Uni.createFrom().item(problem.toResponse());
    }
}
