package care.weald.audit.event;

import care.weald.audit.access.Access;
import care.weald.audit.access.Admission.Admitted;
import care.weald.audit.access.Admission.Rejected;
import care.weald.audit.access.Decision.Permit;
import care.weald.audit.access.Requester;
import care.weald.audit.event.ReportedReader.Reading;
import care.weald.audit.log.Appended;
import care.weald.audit.log.Content;
import care.weald.audit.log.Entry;
import care.weald.audit.log.EventLog;
import care.weald.audit.platform.Problem;
import care.weald.audit.platform.Problem.Kind;
import care.weald.audit.token.Caller;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.security.Authenticated;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** Takes what partners' systems tell of use in their own systems (ITI-20); answers after the commit. */
@Path("/reported-events")
public class ReportedResource {

    private static final String FHIR_JSON = "application/fhir+json";

    private final Access access;
    private final EventLog log;
    private final EventConfig config;
    private final Clock clock;
    private final SecurityIdentity identity;
    private final SecureRandom random = new SecureRandom();

    ReportedResource(Access access, EventLog log, EventConfig config, Clock clock, SecurityIdentity identity) {
        this.access = access;
        this.log = log;
        this.config = config;
        this.clock = clock;
        this.identity = identity;
    }

    @POST
    @Authenticated
    @Consumes(FHIR_JSON)
    @Operation(summary = "Record what a partner's system tells, an AuditEvent or a batch of them, as its word")
    public Uni<Response> report(
            @HeaderParam("Authorization") String authorization,
            @HeaderParam("Weald-Permit") @Nullable String permit,
            byte[] body) {
        return access.read((Caller) identity.getPrincipal(), authorization, permit)
                .chain(admission -> switch (admission) {
                    case Rejected rejected -> answer(rejected.problem());
                    case Admitted admitted -> report(admitted, body);
                });
    }

    private Uni<Response> report(Admitted admitted, byte[] body) {
        Requester requester = admitted.requester();
        boolean feed = admitted.decision() instanceof Permit permit
                && permit.terms().interaction().equals("feed")
                && requester.caller().isSystem();
        if (!feed) {
            return answer(Problem.of(Kind.REFUSED, "Only a partner's system tells, with a permit for feeds"));
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return switch (new ReportedReader(requester.caller().organisation(), now).read(body)) {
            case Reading.Refused refused -> answer(refused.problem());
            case Reading.Told told -> append(requester, told, now);
        };
    }

    /** One of what was told, and what became of it. */
    private record Outcome(Entry entry, Appended appended) {

        int status() {
            return switch (appended) {
                case Appended.Kept kept -> kept.leafHash().equals(entry.leafHash()) ? 201 : 200;
                case Appended.Conflict _ -> 409;
                case Appended.Unavailable _ -> 503;
                case Appended.Unfit _ -> 500;
            };
        }

        String location() {
            return "AuditEvent/" + entry.eventId();
        }
    }

    private Uni<Response> append(Requester requester, Reading.Told told, Instant now) {
        List<Uni<Outcome>> appending = new ArrayList<>();
        for (ReportedEvent event : told.events()) {
            byte[] salts = new byte[2 * Content.SALT_BYTES];
            random.nextBytes(salts);
            Entry entry = new ReportedFhir(requester, config).entry(event, now, salts);
            appending.add(log.append(entry).map(appended -> new Outcome(entry, appended)));
        }
        return Uni.join()
                .all(appending)
                .andFailFast()
                .map(outcomes -> told.batch() ? batch(outcomes) : single(outcomes.getFirst()));
    }

    private static Response single(Outcome outcome) {
        return switch (outcome.status()) {
            case 200, 201 ->
                Response.status(outcome.status())
                        .type(FHIR_JSON)
                        .header("Location", outcome.location())
                        .entity(said("information", "informational").toString())
                        .build();
            case 409 ->
                Problem.of(Kind.CONFLICT, "Something else was told under this id")
                        .toResponse();
            case 503 -> unavailable();
            default -> Problem.of(Kind.INTERNAL, "The event cannot be kept").toResponse();
        };
    }

    private static Response batch(List<Outcome> outcomes) {
        if (outcomes.stream().anyMatch(outcome -> outcome.status() >= 500)) {
            return unavailable();
        }
        ObjectNode bundle = Fhir.object().put("resourceType", "Bundle").put("type", "batch-response");
        ArrayNode entries = bundle.putArray("entry");
        for (Outcome outcome : outcomes) {
            ObjectNode response =
                    entries.addObject().putObject("response").put("status", Integer.toString(outcome.status()));
            if (outcome.status() < 300) {
                response.put("location", outcome.location());
            } else {
                response.set("outcome", said("error", "conflict"));
            }
        }
        return Response.ok(bundle.toString()).type(FHIR_JSON).build();
    }

    private static ObjectNode said(String severity, String code) {
        ObjectNode outcome = Fhir.object().put("resourceType", "OperationOutcome");
        outcome.putArray("issue").addObject().put("severity", severity).put("code", code);
        return outcome;
    }

    /** The same may be sent again: what was kept of it is kept once. */
    private static Response unavailable() {
        return Problem.of(Kind.UNAVAILABLE, "Not all is known to be kept; try again")
                .toResponse();
    }

    private static Uni<Response> answer(Problem problem) {
        return Uni.createFrom().item(problem.toResponse());
    }
}
