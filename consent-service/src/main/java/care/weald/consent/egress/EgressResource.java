package care.weald.consent.egress;

import static care.weald.consent.decision.Admission.when;

import care.weald.consent.decision.Admission;
import care.weald.consent.decision.Body;
import care.weald.consent.decision.Interaction;
import care.weald.consent.decision.Questions.Asker;
import care.weald.consent.decision.Reading;
import care.weald.consent.egress.EgressRepository.Stored;
import care.weald.consent.platform.Problem;
import care.weald.consent.platform.Problem.Kind;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.security.Authenticated;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.logging.Logger;

/** The register of agreements for bulk flows, for the privacy officers of whoever runs the service: two for each. */
@Path("/egress-agreements")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class EgressResource {

    private static final Logger LOG = Logger.getLogger(EgressResource.class);
    private static final ZoneId LONDON = ZoneId.of("Europe/London");
    private static final String REASON = "reason";

    private final SecurityIdentity identity;
    private final Admission admission;
    private final EgressRepository repository;
    private final Clock clock;

    EgressResource(SecurityIdentity identity, Admission admission, EgressRepository repository, Clock clock) {
        this.identity = identity;
        this.admission = admission;
        this.repository = repository;
        this.clock = clock;
    }

    /** 200 with every agreement, who did what to it, and how many people left under it. */
    @GET
    @Authenticated
    @Operation(summary = "The agreements under which data of many people may leave, and how many people did")
    public Uni<Response> list(@HeaderParam("Authorization") String authorization) {
        return admitted(authorization, by -> listed());
    }

    /** 200 with all; 422 {@code rule commercial-purpose} or {@code purpose}; 409 {@code taken}; 400 with the member. */
    @POST
    @Authenticated
    @Operation(summary = "Registers an agreement, which lets nothing leave until somebody else has approved it")
    public Uni<Response> register(@HeaderParam("Authorization") String authorization, String body) {
        return admitted(
                authorization,
                by -> when(
                        Body.object(body, EgressDraft.MEMBERS).then(json -> EgressDraft.read(json, today())),
                        draft -> done(repository.register(draft, by, now()), "taken", "registered", draft.name())));
    }

    /** 200 with all; 409 {@code rule two-people}: it is there and new, and somebody else registered it, or it is not. */
    @POST
    @Path("{name}/$approve")
    @Authenticated
    @Operation(summary = "Approves an agreement that somebody else has registered")
    public Uni<Response> approve(
            @HeaderParam("Authorization") String authorization, @PathParam("name") String name, String body) {
        return admitted(
                authorization,
                by -> when(
                        reasoned(body),
                        _ -> done(repository.approve(name, by, now()), "two-people", "approved", name)));
    }

    /** 200 with all: nothing leaves under it from now on; 409 {@code rule ended} when it is not there or has ended. */
    @POST
    @Path("{name}/$end")
    @Authenticated
    @Operation(summary = "Ends an agreement at once")
    public Uni<Response> end(
            @HeaderParam("Authorization") String authorization, @PathParam("name") String name, String body) {
        return admitted(
                authorization,
                by -> when(reasoned(body), _ -> done(repository.end(name, by, now()), "ended", "ended", name)));
    }

    private Uni<Response> admitted(String authorization, Function<String, Uni<Response>> work) {
        return admission.admit(
                Interaction.POLICY,
                Asker.of(identity, authorization),
                "",
                answer -> work.apply(answer.question().caller().subject()));
    }

    private static Reading<JsonNode> reasoned(String body) {
        return Body.object(body, Set.of(REASON)).then(json -> {
            int length = json.path(REASON).asText("").strip().length();
            return length >= 10 && length <= 500
                    ? new Reading.Read<>(json)
                    : new Reading.Wrong<>(Problem.of(Kind.INVALID_CONTENT, "Something is missing or not valid")
                            .with("place", REASON));
        });
    }

    private Uni<Response> done(Uni<Boolean> change, String rule, String what, String name) {
        return change.chain(changed -> {
            if (!changed) {
                return Uni.createFrom()
                        .item(Problem.of(Kind.CONFLICT, "A rule speaks against it")
                                .with("rule", rule)
                                .toResponse());
            }
            LOG.warnf("event=egress-agreement-%s agreement=%s", what, name);
            return listed();
        });
    }

    private Uni<Response> listed() {
        return repository
                .list(today())
                .map(EgressResource::json)
                .map(json -> Response.ok(json).build());
    }

    private static ObjectNode json(List<Stored> all) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.putArray("agreements");
        for (Stored one : all) {
            ObjectNode told = json.withArray("/agreements").addObject();
            told.put("name", one.egress().name())
                    .put("organisation", one.egress().organisation());
            told.put("purpose", one.egress().purpose())
                    .put("personsADay", one.egress().personsADay());
            one.egress().categories().stream().sorted().forEach(told.putArray("categories")::add);
            told.put("from", one.egress().from().toString())
                    .put("to", one.egress().to().toString());
            told.put(REASON, one.reason()).put("registeredBy", one.registeredBy());
            told.put("registeredAt", one.registeredAt().toString());
            told.put("approvedBy", one.approvedBy()).put("endedBy", one.endedBy());
            told.put("inForce", one.egress().approved()).put("persons", one.persons());
        }
        return json;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), LONDON);
    }
}
