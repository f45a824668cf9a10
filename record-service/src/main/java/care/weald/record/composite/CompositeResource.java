package care.weald.record.composite;

import care.weald.record.composite.CompositeRepository.Found;
import care.weald.record.freshness.Freshness;
import care.weald.record.freshness.Standing;
import care.weald.record.permit.Permission.Denied;
import care.weald.record.permit.Permission.Granted;
import care.weald.record.permit.Permit;
import care.weald.record.permit.PermitReader;
import care.weald.record.platform.PublicBase;
import care.weald.record.search.BadParameter;
import care.weald.record.search.CursorKey;
import care.weald.record.search.CursorSeal;
import care.weald.record.search.CursorSeal.Question;
import care.weald.record.seen.Rebuilder;
import care.weald.record.seen.SeenLog;
import care.weald.record.seen.Shown;
import care.weald.record.seen.Shown.Answered;
import care.weald.record.token.Caller;
import io.quarkus.security.Authenticated;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/**
 * The record of one person as one Bundle. The gateway puts the Patient in: {@code Weald-Entry-Offset} says where the
 * first entry begins and {@code Weald-Entries} how many there are.
 */
@Path("/")
public class CompositeResource implements Rebuilder {

    private static final int MANY = 200;

    private final PermitReader permits;
    private final CompositeRepository items;
    private final CursorKey key;
    private final SecurityIdentity identity;
    private final Vertx vertx;
    private final Clock clock;
    private final Freshness freshness;
    private final SeenLog seen;
    private final String publicBase;

    CompositeResource(
            PermitReader permits,
            CompositeRepository items,
            CursorKey key,
            SecurityIdentity identity,
            Vertx vertx,
            Clock clock,
            Freshness freshness,
            SeenLog seen,
            PublicBase base) {
        this.permits = permits;
        this.items = items;
        this.key = key;
        this.identity = identity;
        this.vertx = vertx;
        this.clock = clock;
        this.freshness = freshness;
        this.seen = seen;
        this.publicBase = base.url();
    }

    /** One List for each category asked for, then the items that the permit shows (capabilities.md, R1 and R8). */
    @GET
    @Path("record")
    @Authenticated
    @Produces("application/fhir+json")
    @Operation(summary = "The record by category")
    public Uni<Response> record(
            @HeaderParam("Weald-Permit") @Nullable String permit,
            @HeaderParam("X-Request-ID") @Nullable String request,
            @Context UriInfo uri) {
        return answer(permit, "record", uri, request);
    }

    /** Every item that the permit shows, page by page (capabilities.md, R4). */
    @GET
    @Path("everything")
    @Authenticated
    @Produces("application/fhir+json")
    @Operation(summary = "Everything, page by page")
    public Uni<Response> everything(
            @HeaderParam("Weald-Permit") @Nullable String permit,
            @HeaderParam("X-Request-ID") @Nullable String request,
            @Context UriInfo uri) {
        return answer(permit, "everything", uri, request);
    }

    private Uni<Response> answer(@Nullable String token, String interaction, UriInfo uri, @Nullable String request) {
        return permits.read(identity.getPrincipal(), token, Set.of(interaction))
                .chain(permission -> switch (permission) {
                    case Denied denied -> Uni.createFrom().item(denied.problem().toResponse());
                    case Granted granted -> read(granted.permit(), uri, request);
                });
    }

    private Uni<Response> read(Permit permit, UriInfo uri, @Nullable String request) {
        String asked = uri.getRequestUri().getRawQuery();
        String question = "/" + permit.interaction() + (asked == null ? "" : "?" + asked);
        return key.get()
                .chain(secret -> read(permit, CompositeQuery.parse(question), secret, new Asked(question, request)))
                .onFailure(BadParameter.class)
                .recoverWithItem(bad -> bad.toProblem().toResponse());
    }

    /** A question as it came, and the id of its request. */
    private record Asked(String question, @Nullable String request) {}

    private Uni<Response> read(Permit permit, CompositeQuery query, byte[] secret, Asked asked) {
        Caller caller = (Caller) identity.getPrincipal();
        CursorSeal seal = CursorSeal.of(secret, new Question(caller, permit, "", query.processed()));
        boolean listed = "record".equals(permit.interaction());
        Standing standing = freshness.standing();
        return items.read(permit, query, seal.open(query.cursor()), listed).chain(found -> {
            CompositeAnswer answer = new CompositeAnswer(permit, query, seal, standing, clock.instant(), publicBase);
            keep(caller, answer, found, asked);
            return written(answer, found);
        });
    }

    /** The past under the permit of now is not made again: it was no answer about what there was to see then. */
    private void keep(Caller caller, CompositeAnswer answer, Found found, Asked asked) {
        if (answer.query().asOf().isEmpty()) {
            String told = answer.standing().told(answer.permit().scope().organisations());
            Answered answered = new Answered(asked.question(), found.snapshot(), told);
            seen.keep(caller, asked.request(), answer.at(), answer.permit(), answered);
        }
    }

    @Override
    public boolean answers(String question) {
        return CompositeQuery.isOne(question);
    }

    @Override
    public Uni<Response> again(Shown shown) {
        CompositeQuery query = CompositeQuery.parse(shown.question());
        return key.get().chain(secret -> {
            Question question = new Question(shown.caller(), shown.permit(), "", query.processed());
            CursorSeal seal = CursorSeal.of(secret, question);
            CompositeAnswer answer = new CompositeAnswer(
                    shown.permit(), query, seal, Standing.then(shown.standing()), shown.at(), publicBase);
            return items.seen(shown.permit(), query, seal.open(query.cursor()), shown.snapshot())
                    .chain(found -> written(answer, found));
        });
    }

    private Uni<Response> written(CompositeAnswer answer, Found found) {
        return found.items().size() < MANY
                ? Uni.createFrom().item(answer.of(found))
                : Uni.createFrom()
                        .completionStage(() -> vertx.executeBlocking(() -> answer.of(found), false)
                                .toCompletionStage());
    }
}
