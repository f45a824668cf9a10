package care.weald.audit.casework;

import care.weald.audit.casework.CaseForm.Form;
import care.weald.audit.platform.Problem;
import care.weald.audit.platform.Problem.Kind;
import care.weald.audit.watch.Monitor;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** Privacy cases, for officers with a permit to monitor. */
@Path("/cases")
public class CaseResource {

    private final Monitor monitor;
    private final Cases cases;
    private final CaseAnswers answers;

    CaseResource(Monitor monitor, Cases cases, CaseAnswers answers) {
        this.monitor = monitor;
        this.cases = cases;
        this.answers = answers;
    }

    @GET
    @Authenticated
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
                                answers.bundle(found, right.query(), asked),
                                Math.min(found.size(), right.query().count()),
                                Optional.empty()));
        });
    }

    @GET
    @Authenticated
    @Path("{id}")
    @Operation(summary = "One case with whom it is about and every step, with its ETag")
    public Uni<Response> read(@Context HttpHeaders headers, @PathParam("id") UUID id) {
        return monitor.admit(
                headers,
                officer -> cases.find(id, officer)
                        .map(found -> found.map(stands -> answers.shown(stands, false))
                                .orElseGet(CaseAnswers::missing)));
    }

    /** 200 with the Task, also when the very step was taken before; 409 {@code transition} or {@code version}; 403. */
    @POST
    @Authenticated
    @Path("{id}/{step: [$](assign|note|follow-up|close)}")
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
                                new Cases.Move(
                                        read.step(),
                                        version,
                                        answers.deed(
                                                officer,
                                                read.step().code(),
                                                read.step().said(),
                                                step + body)))
                        .map(answers::answer);
        });
    }

    private static Optional<Integer> version(@Nullable String match) {
        return match != null && match.matches("(W/)?\"[0-9]{1,9}\"")
                ? Optional.of(Integer.parseInt(match.replaceAll("[^0-9]", "")))
                : Optional.empty();
    }

    private static Uni<Response> problem(Problem problem) {
        return Uni.createFrom().item(problem.toResponse());
    }
}
