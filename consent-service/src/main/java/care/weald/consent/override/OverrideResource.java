package care.weald.consent.override;

import care.weald.consent.decision.Answer;
import care.weald.consent.decision.Decision;
import care.weald.consent.decision.DecisionPoint;
import care.weald.consent.decision.Denial;
import care.weald.consent.decision.Interaction;
import care.weald.consent.decision.Permits;
import care.weald.consent.decision.Question;
import care.weald.consent.decision.Questions;
import care.weald.consent.decision.Questions.Asker;
import care.weald.consent.decision.Reading;
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
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.logging.Logger;

/** Overrides (row C4): declared with a coded reason, stored before the answer, told to the audit trail and to the log. */
@Path("/overrides")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class OverrideResource {

    private static final Logger LOG = Logger.getLogger(OverrideResource.class);
    private static final Set<String> AUDIENCES = Set.of("audit-service");

    private final SecurityIdentity identity;
    private final Questions questions;
    private final DecisionPoint point;
    private final Permits permits;
    private final OverrideRepository repository;
    private final OverrideConfig config;
    private final Clock clock;
    private final MeterRegistry meters;

    OverrideResource(
            SecurityIdentity identity,
            Questions questions,
            DecisionPoint point,
            Permits permits,
            OverrideRepository repository,
            OverrideConfig config,
            Clock clock,
            MeterRegistry meters) {
        this.identity = identity;
        this.questions = questions;
        this.point = point;
        this.permits = permits;
        this.repository = repository;
        this.config = config;
        this.clock = clock;
        this.meters = meters;
    }

    /** 201 when the override is stored, with the moment it ends; 200 with a denial; 400 when the request is wrong. */
    @POST
    @Authenticated
    @Operation(summary = "Sets aside what hides a person, for a coded reason and a short time")
    public Uni<Response> override(@HeaderParam("Authorization") String authorization, String body) {
        Asker asker = Asker.of(identity, authorization);
        return switch (OverrideRequest.parse(body)) {
            case Reading.Wrong<OverrideRequest> wrong ->
                Uni.createFrom().item(wrong.problem().toResponse());
            case Reading.Read<OverrideRequest> read ->
                questions
                        .ask(Interaction.OVERRIDE, asker, read.value().person())
                        .flatMap(question -> decide(question, read.value()));
        };
    }

    private Uni<Response> decide(Reading<Question> reading, OverrideRequest asked) {
        return switch (reading) {
            case Reading.Wrong<Question> wrong ->
                Uni.createFrom().item(wrong.problem().toResponse());
            case Reading.Read<Question> question ->
                point.decide(question.value()).flatMap(answer -> switch (answer.decision()) {
                    case Decision.Deny deny ->
                        Uni.createFrom()
                                .item(Response.ok(Denial.body(answer, deny, permits.sign(answer, AUDIENCES)))
                                        .build());
                    case Decision.Permit _ -> store(answer, asked);
                });
        };
    }

    private Uni<Response> store(Answer answer, OverrideRequest asked) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Instant expires = now.plus(config.life());
        return repository.store(answer, asked, now, expires).map(stored -> {
            alert(answer, asked);
            return Response.status(Response.Status.CREATED)
                    .entity(Map.of("expires", expires.toString(), "permits", permits.sign(answer, AUDIENCES)))
                    .build();
        });
    }

    private void alert(Answer answer, OverrideRequest asked) {
        meters.counter("weald.overrides", "code", asked.code()).increment();
        LOG.warnf(
                "event=override decision=%s organisation=%s code=%s",
                answer.id(), answer.question().caller().organisation(), asked.code());
    }
}
