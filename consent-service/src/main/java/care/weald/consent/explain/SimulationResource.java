package care.weald.consent.explain;

import static care.weald.consent.decision.Admission.when;

import care.weald.consent.decision.Admission;
import care.weald.consent.decision.Interaction;
import care.weald.consent.decision.LogRepository;
import care.weald.consent.decision.Logged;
import care.weald.consent.decision.Questions.Asker;
import care.weald.consent.decision.Reading;
import care.weald.consent.form.Form;
import care.weald.consent.form.Terms;
import care.weald.consent.matrix.AccessMatrix;
import care.weald.consent.matrix.Matrices;
import care.weald.consent.platform.Problem;
import care.weald.consent.platform.Problem.Kind;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.security.Authenticated;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** Tries a version of the matrix on what was decided (row D9), before anybody approves it. */
@Path("/simulations")
@Consumes("application/fhir+json")
@Produces("application/fhir+json")
public class SimulationResource {

    private static final int PAGE = 2_000;
    private static final int NAMED = 10_000;
    private static final UUID FIRST = new UUID(0, 0);

    private final SecurityIdentity identity;
    private final Admission admission;
    private final LogRepository log;
    private final Matrices matrices;
    private final Clock clock;

    SimulationResource(
            SecurityIdentity identity, Admission admission, LogRepository log, Matrices matrices, Clock clock) {
        this.identity = identity;
        this.admission = admission;
        this.log = log;
        this.matrices = matrices;
        this.clock = clock;
    }

    /** Which version is tried, on the decisions of which time. */
    private record Trial(String matrix, Instant from, Instant until) {}

    private static Reading<Trial> trial(@Nullable String body, Instant now) {
        return Form.read(body, Set.of("matrix", "from", "until"), form -> {
            Instant until = form.moment("until").orElse(now);
            Instant from = form.moment("from").orElse(Instant.EPOCH);
            if (!until.isAfter(from)) {
                form.fault("until");
            }
            return new Trial(form.word("matrix", Pattern.compile("[A-Za-z0-9.-]{1,32}")), from, until);
        });
    }

    /**
     * 200 with Parameters: how many decisions were replayed, how many would change and how, and the first 10,000 of those
     * by their ids; 404 when there is no such version; 400.
     */
    @POST
    @Authenticated
    @Operation(summary = "Says which decisions another version of the matrix would have changed")
    public Uni<Response> simulate(@HeaderParam("Authorization") String authorization, String body) {
        return admission.admit(
                Interaction.POLICY,
                Asker.of(identity, authorization),
                "",
                answer -> when(
                        trial(body, clock.instant()),
                        asked -> matrices.stored(asked.matrix())
                                .flatMap(found -> found.map(
                                                matrix -> replay(asked, matrix, asked.from(), FIRST, Simulation.START)
                                                        .map(SimulationResource::told))
                                        .orElseGet(() -> Uni.createFrom()
                                                .item(Problem.of(Kind.NOT_FOUND, "There is no such version")
                                                        .toResponse())))));
    }

    private Uni<Simulation> replay(Trial asked, AccessMatrix matrix, Instant after, UUID afterId, Simulation so) {
        return log.page(asked.until(), after, afterId, PAGE)
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .map(page -> new Step(page, so.after(page, matrix, NAMED)))
                .chain(step -> step.page().size() < PAGE
                        ? Uni.createFrom().item(step.simulation())
                        : replay(asked, matrix, step.last().at(), step.last().id(), step.simulation()));
    }

    private record Step(List<Logged> page, Simulation simulation) {

        Logged last() {
            return page.getLast();
        }
    }

    private static Response told(Simulation simulation) {
        ObjectNode told = Terms.parameters();
        Terms.parameter(told, "replayed").put("valueDecimal", simulation.replayed());
        Terms.parameter(told, "changed").put("valueDecimal", simulation.changed());
        for (Simulation.Kind kind : Simulation.Kind.values()) {
            Terms.parameter(told, word(kind))
                    .put("valueDecimal", simulation.counts().getOrDefault(kind, 0L));
        }
        simulation.changes().forEach(change -> {
            ArrayNode parts = Terms.parameter(told, "change").putArray("part");
            parts.addObject()
                    .put("name", "decision")
                    .put("valueId", change.decision().toString());
            parts.addObject().put("name", "interaction").put("valueCode", change.interaction());
            parts.addObject().put("name", "kind").put("valueCode", word(change.kind()));
            parts.addObject().put("name", "was").put("valueCode", change.was());
            parts.addObject().put("name", "becomes").put("valueCode", change.becomes());
        });
        return Response.ok(told.toString()).build();
    }

    private static String word(Simulation.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }
}
