package care.weald.identity.feed;

import care.weald.identity.feed.PatientFeed.Outcome;
import care.weald.identity.feed.PatientFeed.Sender;
import care.weald.identity.permit.PermitReader;
import care.weald.identity.person.PersonTokens;
import care.weald.identity.platform.Problem;
import care.weald.identity.platform.Problem.Kind;
import care.weald.identity.token.Caller;
import io.micrometer.core.instrument.MeterRegistry;
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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Takes the Patients of feed messages. */
@Path("/feeds/patients")
public class PatientFeedResource {

    private final SecurityIdentity identity;
    private final PermitReader permits;
    private final PatientFeed feed;
    private final PersonTokens tokens;
    private final MeterRegistry meters;

    PatientFeedResource(
            SecurityIdentity identity,
            PermitReader permits,
            PatientFeed feed,
            PersonTokens tokens,
            MeterRegistry meters) {
        this.identity = identity;
        this.permits = permits;
        this.feed = feed;
        this.tokens = tokens;
        this.meters = meters;
    }

    @POST
    @Authenticated
    @Consumes({"application/fhir+json", MediaType.APPLICATION_JSON})
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "Checks or stores the Patients of a transaction or batch Bundle")
    public Uni<Response> feed(
            @RestQuery @Nullable String phase, @HeaderParam(PermitReader.HEADER) @Nullable String permit, byte[] body) {
        Caller caller = (Caller) identity.getPrincipal();
        if (!FeedScope.covers(caller)) {
            return answer(Problem.of(Kind.REFUSED, "Only a system with a scope to write Patients may feed"));
        }
        return permits.read(caller, permit)
                .chain(held -> held.filter(given -> given.interaction().equals("feed"))
                        .map(given -> run(phase, new Sender(caller.organisation(), FeedScope.mayUpdate(caller)), body))
                        .orElseGet(() -> answer(Problem.of(Kind.REFUSED, "A permit to feed is wanted"))));
    }

    private Uni<Response> run(@Nullable String phase, Sender sender, byte[] body) {
        return switch (phase) {
            case "check" -> feed.check(sender, body).map(this::answer);
            case "commit" -> feed.commit(sender, body).map(this::answer);
            case null, default -> answer(Problem.of(Kind.INVALID_PARAMETER, "phase is check or commit"));
        };
    }

    private Response answer(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Refused refused -> {
                count("refused", 1);
                yield refused.fault().problem().toResponse();
            }
            case Outcome.Checked checked -> {
                Message message = checked.message();
                count("checked", message.accepted().size());
                String token = tokens.forFeed(message.organisation(), checked.named());
                yield Response.ok(FeedAnswer.checked(message, token)).build();
            }
            case Outcome.Committed committed -> {
                count("committed", committed.stored().size());
                yield Response.ok(FeedAnswer.committed(committed.message(), committed.stored()))
                        .build();
            }
        };
    }

    private void count(String outcome, int patients) {
        meters.counter("weald.identity.feed.patients", "outcome", outcome).increment(patients);
    }

    private static Uni<Response> answer(Problem problem) {
        return Uni.createFrom().item(problem::toResponse);
    }
}
