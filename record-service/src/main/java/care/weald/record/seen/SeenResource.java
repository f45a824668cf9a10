package care.weald.record.seen;

import care.weald.record.permit.Permission.Denied;
import care.weald.record.permit.Permission.Granted;
import care.weald.record.permit.Permit;
import care.weald.record.permit.PermitReader;
import care.weald.record.platform.Problem;
import care.weald.record.platform.Problem.Kind;
import io.quarkus.arc.All;
import io.quarkus.security.Authenticated;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** What somebody was shown once. Whether it is that, byte for byte, is for the gateway to compare. */
@Path("/seen/{request}")
public class SeenResource {

    private static final Set<String> SEEN = Set.of("seen");

    /** The header that says what was asked then; it never leaves the gateway. */
    private static final String QUESTION = "Weald-Question";

    /** The header that says at what levels who it is was shown; likewise. */
    private static final String LEVELS = "Weald-Levels";

    private static final List<String> OF_A_PATIENT = List.of("cat-01", "cat-02", "cat-06");

    private final PermitReader permits;
    private final SeenRepository answers;
    private final List<Rebuilder> rebuilders;
    private final SecurityIdentity identity;

    SeenResource(
            PermitReader permits, SeenRepository answers, @All List<Rebuilder> rebuilders, SecurityIdentity identity) {
        this.permits = permits;
        this.answers = answers;
        this.rebuilders = List.copyOf(rebuilders);
        this.identity = identity;
    }

    /** The answer to the request of this id about the permit's person; 422 {@code not-kept} when it cannot be made again. */
    @GET
    @Authenticated
    @Produces("application/fhir+json")
    @Operation(summary = "Make a former answer again, as the record stood and under the permit of then")
    public Uni<Response> seen(
            @HeaderParam("Weald-Permit") @Nullable String permit,
            @PathParam("request") String request,
            @QueryParam("recorded") @Nullable String recorded) {
        Optional<UUID> id = uuid(request);
        Optional<Instant> moment = moment(recorded);
        if (id.isEmpty() || moment.isEmpty()) {
            return Uni.createFrom()
                    .item(Problem.of(Kind.INVALID_PARAMETER, "A request's id and the event's time are wanted")
                            .with("place", id.isEmpty() ? "request" : "recorded")
                            .toResponse());
        }
        return permits.read(identity.getPrincipal(), permit, SEEN).chain(permission -> switch (permission) {
            case Denied denied -> Uni.createFrom().item(denied.problem().toResponse());
            case Granted granted -> again(granted.permit(), id.get(), moment.get());
        });
    }

    private Uni<Response> again(Permit permit, UUID request, Instant moment) {
        return answers.find(request, permit.person(), permit.sourcePatients(), moment)
                .chain(found -> found.flatMap(shown -> rebuilders.stream()
                                .filter(one -> one.answers(shown.question()))
                                .findFirst()
                                .map(one -> one.again(shown)
                                        .map(answer -> Response.fromResponse(answer)
                                                .header(QUESTION, shown.question())
                                                .header(LEVELS, levels(shown.permit()))
                                                .build())))
                        .orElseGet(SeenResource::notKept));
    }

    private static String levels(Permit permit) {
        return OF_A_PATIENT.stream()
                .filter(permit.levels()::containsKey)
                .map(category -> category + "=" + permit.levels().get(category))
                .collect(Collectors.joining(","));
    }

    private static Uni<Response> notKept() {
        return Uni.createFrom()
                .item(Problem.of(Kind.UNPROCESSABLE, "What the answer rested on is not kept")
                        .with("rule", "not-kept")
                        .toResponse());
    }

    private static Optional<UUID> uuid(String text) {
        try {
            return text.length() == 36 ? Optional.of(UUID.fromString(text)) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<Instant> moment(@Nullable String text) {
        try {
            return Optional.ofNullable(text).map(Instant::parse);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
