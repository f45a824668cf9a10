package care.weald.record.feed.failed;

import care.weald.record.feed.FeedConfig;
import care.weald.record.feed.failed.FailedMessage.Status;
import care.weald.record.feed.failed.FailedMessage.Why;
import care.weald.record.item.Disclosure;
import care.weald.record.permit.Permission.Denied;
import care.weald.record.permit.Permission.Granted;
import care.weald.record.permit.PermitReader;
import care.weald.record.platform.Problem;
import care.weald.record.platform.Problem.Kind;
import care.weald.record.platform.PublicBase;
import care.weald.record.search.BadParameter;
import care.weald.record.token.Caller;
import io.quarkus.security.Authenticated;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** Messages that were refused for what is in them (services.md, record-service). Only who sent one sees it. */
@Path("/failed-messages")
@Produces("application/fhir+json")
public class FailedMessageResource {

    private static final Set<String> FEED = Set.of("feed");
    private static final Pattern MEDIA_TYPE = Pattern.compile("[!-~ ]{3,200}");
    private static final String NOTHING = Disclosure.of(List.of(), 0).toJson();

    private final SecurityIdentity identity;
    private final PermitReader permits;
    private final FailedMessages messages;
    private final FailedRepository repository;
    private final FeedConfig feeds;
    private final String base;

    FailedMessageResource(
            SecurityIdentity identity,
            PermitReader permits,
            FailedMessages messages,
            FailedRepository repository,
            FeedConfig feeds,
            PublicBase base) {
        this.identity = identity;
        this.permits = permits;
        this.messages = messages;
        this.repository = repository;
        this.feeds = feeds;
        this.base = base.url();
    }

    /** Sets a message aside; 429 when there are as many as may be. */
    @POST
    @Authenticated
    @Consumes(MediaType.APPLICATION_OCTET_STREAM)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "Sets a refused message aside for its sender")
    public Uni<Response> keep(
            @HeaderParam("Weald-Permit") @Nullable String permit,
            @HeaderParam("Weald-Content-Type") @Nullable String mediaType,
            @HeaderParam("Weald-Refusal") @Nullable String refusal,
            byte @Nullable [] body) {
        Optional<Why> why = Refusal.read(refusal);
        if (why.isEmpty() || mediaType == null || !MEDIA_TYPE.matcher(mediaType).matches() || body == null) {
            return answer(problem(Kind.INVALID_CONTENT, "This is no message that was refused for what is in it"));
        }
        if (body.length == 0 || body.length > feeds.maxBytes()) {
            return answer(problem(Kind.TOO_LARGE, "The message is over the limit, or empty"));
        }
        return permitted(
                permit,
                organisation -> messages.keep(organisation, mediaType, body, why.get())
                        .map(kept -> kept.map(id -> Response.status(201)
                                        .entity("{\"message\":\"" + FailedFhir.id(id) + "\"}")
                                        .build())
                                .orElseGet(() ->
                                        problem(Kind.TOO_MANY, "As many messages wait as may; this one is not kept"))));
    }

    /** Those of the caller's organisation, the oldest first. */
    @GET
    @Authenticated
    @Operation(summary = "The messages of the caller's organisation that were set aside")
    public Uni<Response> list(@HeaderParam("Weald-Permit") @Nullable String permit, @Context UriInfo uri) {
        return permitted(permit, organisation -> {
            try {
                FailedQuery query = FailedQuery.of(uri.getQueryParameters());
                return repository
                        .list(organisation, query.status(), query.after(), query.count())
                        .map(found -> page(found, organisation, query));
            } catch (BadParameter bad) {
                return answer(bad.toProblem().toResponse());
            }
        });
    }

    private Response page(List<FailedMessage> found, String organisation, FailedQuery query) {
        boolean more = found.size() > query.count();
        List<FailedMessage> page = more ? found.subList(0, query.count()) : found;
        String next = more ? base + "/Task" + query.next(page.getLast()) : "";
        return shown(FailedFhir.bundle(page, organisation, base, next).toString());
    }

    /** One of them. */
    @GET
    @Path("/{id}")
    @Authenticated
    @Operation(summary = "One message that was set aside, as a Task")
    public Uni<Response> task(@RestPath String id, @HeaderParam("Weald-Permit") @Nullable String permit) {
        return one(permit, id, repository::find);
    }

    /** Its bytes as they came, or a Binary when {@code Accept} is FHIR JSON; 404 when it is over. */
    @GET
    @Path("/{id}/content")
    @Authenticated
    @Produces({"application/octet-stream", "application/fhir+json"})
    @Operation(summary = "The bytes of a message that was set aside")
    public Uni<Response> content(
            @RestPath String id,
            @HeaderParam("Weald-Permit") @Nullable String permit,
            @HeaderParam("Accept") @Nullable String accept) {
        boolean fhir = accept != null && accept.startsWith("application/fhir+json");
        return permitted(
                permit,
                organisation -> FailedFhir.message(id)
                        .map(message -> (fhir
                                        ? messages.binary(organisation, message)
                                                .map(found -> found.map(FailedMessageResource::shown))
                                        : messages.content(organisation, message)
                                                .map(found -> found.map(FailedMessageResource::raw)))
                                .map(found -> found.orElseGet(FailedMessageResource::absent)))
                        .orElseGet(() -> answer(absent())));
    }

    private static Response raw(FailedRepository.Content content) {
        return Response.ok(content.packed(), "application/octet-stream")
                .header("Weald-Content-Type", content.mediaType())
                .header(Disclosure.HEADER, NOTHING)
                .build();
    }

    /** Its sender gives it up: its bytes are forgotten. */
    @POST
    @Path("/{id}/$dismiss")
    @Authenticated
    @Operation(summary = "Gives a message up; its bytes are forgotten")
    public Uni<Response> dismiss(@RestPath String id, @HeaderParam("Weald-Permit") @Nullable String permit) {
        return one(permit, id, (organisation, message) -> messages.end(organisation, message, Status.CANCELLED));
    }

    /** It was sent on once more: stored, or refused as the header {@code Weald-Refusal} says. */
    @POST
    @Path("/{id}/$replayed")
    @Authenticated
    @Operation(summary = "Notes what became of a message that was sent on once more")
    public Uni<Response> replayed(
            @RestPath String id,
            @HeaderParam("Weald-Permit") @Nullable String permit,
            @HeaderParam("Weald-Refusal") @Nullable String refusal) {
        Optional<Why> why = Refusal.read(refusal);
        if (refusal != null && why.isEmpty()) {
            return answer(problem(Kind.INVALID_CONTENT, "This is no refusal for what is in a message"));
        }
        return one(
                permit,
                id,
                (organisation, message) -> why.isPresent()
                        ? messages.fail(organisation, message, why.get())
                        : messages.end(organisation, message, Status.COMPLETED));
    }

    private Uni<Response> one(
            @Nullable String permit, String id, BiFunction<String, UUID, Uni<Optional<FailedMessage>>> work) {
        return permitted(
                permit,
                organisation -> FailedFhir.message(id)
                        .map(message -> work.apply(organisation, message)
                                .map(found -> found.map(one -> shown(FailedFhir.task(one, organisation)
                                                .toString()))
                                        .orElseGet(FailedMessageResource::absent)))
                        .orElseGet(() -> answer(absent())));
    }

    private Uni<Response> permitted(@Nullable String permit, Function<String, Uni<Response>> work) {
        return permits.read(identity.getPrincipal(), permit, FEED).chain(permission -> switch (permission) {
            case Denied denied -> answer(denied.problem().toResponse());
            case Granted _ -> work.apply(((Caller) identity.getPrincipal()).organisation());
        });
    }

    private static Response shown(Object json) {
        return Response.ok(json, "application/fhir+json")
                .header(Disclosure.HEADER, NOTHING)
                .build();
    }

    private static Response absent() {
        return problem(Kind.NOT_FOUND, "There is no such message");
    }

    private static Response problem(Kind kind, String detail) {
        return Problem.of(kind, detail).toResponse();
    }

    private static Uni<Response> answer(Response response) {
        return Uni.createFrom().item(response);
    }
}
