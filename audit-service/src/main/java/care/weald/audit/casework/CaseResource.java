package care.weald.audit.casework;

import care.weald.audit.casework.CaseForm.Form;
import care.weald.audit.casework.CaseRules.Actor;
import care.weald.audit.casework.Cases.Deed;
import care.weald.audit.casework.Cases.Stored;
import care.weald.audit.log.Leaf;
import care.weald.audit.platform.Problem;
import care.weald.audit.platform.Problem.Kind;
import care.weald.audit.search.SearchConfig;
import care.weald.audit.watch.Monitor;
import care.weald.audit.watch.Monitor.Officer;
import care.weald.audit.watch.Told;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** Privacy cases, for officers with a permit to monitor. */
@Path("/")
public class CaseResource {

    private final Monitor monitor;
    private final Cases cases;
    private final Clock clock;
    private final TaskFhir fhir;

    CaseResource(Monitor monitor, Cases cases, Clock clock, SearchConfig config) {
        this.monitor = monitor;
        this.cases = cases;
        this.clock = clock;
        this.fhir = new TaskFhir(config.publicBase());
    }

    @GET
    @Authenticated
    @Path("cases")
    @Operation(summary = "Cases about the organisation's staff and registered people, the newest first")
    public Uni<Response> list(@Context HttpHeaders headers, @Context UriInfo uri) {
        Map<String, List<String>> asked = new LinkedHashMap<>(uri.getQueryParameters());
        return monitor.admit(headers, officer -> switch (CaseQuery.read(asked, officer.subject())) {
            case CaseQuery.Asked.Wrong wrong ->
                problem(Problem.of(Kind.INVALID_PARAMETER, "A parameter is not one of this list or not as it must be")
                        .with("place", wrong.name()));
            case CaseQuery.Asked.Right right ->
                cases.find(right.query(), officer)
                        .map(found -> Told.fhir(
                                fhir.bundle(found, right.query(), asked, now()),
                                Math.min(found.size(), right.query().count()),
                                Optional.empty()));
        });
    }

    @GET
    @Authenticated
    @Path("cases/{id}")
    @Operation(summary = "One case with whom it is about and every step, with its ETag")
    public Uni<Response> read(@Context HttpHeaders headers, @PathParam("id") UUID id) {
        return monitor.admit(
                headers,
                officer -> cases.find(id, officer)
                        .map(found -> found.map(stands -> shown(stands, false)).orElseGet(CaseResource::missing)));
    }

    /** 201 with the Task; 200 with the one there is when the alert has one. */
    @POST
    @Authenticated
    @Path("alerts/{id}/$open-case")
    @Operation(summary = "Make a case of an alert")
    public Uni<Response> open(@Context HttpHeaders headers, @PathParam("id") UUID id) {
        return monitor.admit(
                headers,
                officer -> cases.open(id, officer, deed(officer, "open", "", "open"))
                        .map(this::answer));
    }

    /** 200 with the Task, also when the very step was taken before; 409 {@code transition} or {@code version}; 403. */
    @POST
    @Authenticated
    @Path("cases/{id}/{step: [$](assign|note|follow-up|close)}")
    @Operation(summary = "Take a case a step further: $assign, $note, $follow-up, $close")
    public Uni<Response> step(
            @Context HttpHeaders headers,
            @PathParam("id") UUID id,
            @PathParam("step") String step,
            @HeaderParam("If-Match") @Nullable String match,
            String body) {
        Optional<Integer> version = version(match);
        if (match != null && version.isEmpty()) {
            return problem(Problem.of(Kind.CONFLICT, "The version is none").with("rule", "version"));
        }
        return monitor.admit(headers, officer -> switch (CaseForm.read(step, body, officer.subject())) {
            case Form.Wrong wrong ->
                problem(Problem.of(Kind.INVALID_CONTENT, "A parameter is missing or not as it must be")
                        .with("place", wrong.place()));
            case Form.Read read ->
                cases.step(
                                id,
                                officer,
                                version,
                                read.step(),
                                deed(officer, read.step().code(), read.step().said(), step + body))
                        .map(this::answer);
        });
    }

    private Deed deed(Officer officer, String action, String said, String content) {
        Actor actor = new Actor(officer.subject(), officer.organisation(), officer.roles());
        String hash = Leaf.plainHash(content.getBytes(StandardCharsets.UTF_8));
        return new Deed(actor, now(), action, said, hash);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private static Optional<Integer> version(@Nullable String match) {
        return match != null && match.matches("(W/)?\"[0-9]{1,9}\"")
                ? Optional.of(Integer.parseInt(match.replaceAll("[^0-9]", "")))
                : Optional.empty();
    }

    private Response answer(Stored stored) {
        return switch (stored) {
            case Stored.Stands stands -> shown(stands.now(), stands.created());
            case Stored.Missing _ -> missing();
            case Stored.Not not -> {
                boolean conflict = List.of("transition", "version").contains(not.rule());
                yield Problem.of(conflict ? Kind.CONFLICT : Kind.REFUSED, "A rule speaks against it")
                        .with("rule", not.rule())
                        .toResponse();
            }
        };
    }

    private Response shown(PrivacyCase stands, boolean created) {
        Response told = Told.fhir(fhir.whole(stands, now()), 1, stands.about().person());
        Response.ResponseBuilder answer = Response.fromResponse(told).header("ETag", "W/\"" + stands.version() + "\"");
        return (created
                        ? answer.status(201).header("Location", fhir.base() + "/Task/" + TaskFhir.ID + stands.id())
                        : answer)
                .build();
    }

    private static Response missing() {
        return Problem.of(Kind.NOT_FOUND, "There is no such case").toResponse();
    }

    private static Uni<Response> problem(Problem problem) {
        return Uni.createFrom().item(problem.toResponse());
    }
}
