package care.weald.consent.policy;

import static care.weald.consent.decision.Admission.when;

import care.weald.consent.decision.Admission;
import care.weald.consent.decision.Answer;
import care.weald.consent.decision.Body;
import care.weald.consent.decision.Interaction;
import care.weald.consent.decision.Questions.Asker;
import care.weald.consent.decision.Reading;
import care.weald.consent.matrix.AccessMatrix;
import care.weald.consent.matrix.Matrices;
import care.weald.consent.matrix.MatrixDraft;
import care.weald.consent.matrix.MatrixVersionRepository;
import care.weald.consent.matrix.MatrixVersionRepository.By;
import care.weald.consent.matrix.MatrixVersionRepository.Changed;
import care.weald.consent.matrix.MatrixVersionRepository.Version;
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
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Versions of the matrix, for the privacy officers of the organisation that runs the service: two of them for each. */
@Path("/access-matrix/versions")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class MatrixVersionResource {

    private static final Logger LOG = Logger.getLogger(MatrixVersionResource.class);
    private static final String REASON = "reason";
    private static final Set<String> DRAFT =
            Set.of("version", "purposes", "levels", "categories", "facets", "roleGroups", "cells", "labels", REASON);

    private final SecurityIdentity identity;
    private final Admission admission;
    private final Matrices matrices;
    private final MatrixVersionRepository repository;
    private final Clock clock;

    MatrixVersionResource(
            SecurityIdentity identity,
            Admission admission,
            Matrices matrices,
            MatrixVersionRepository repository,
            Clock clock) {
        this.identity = identity;
        this.admission = admission;
        this.matrices = matrices;
        this.repository = repository;
        this.clock = clock;
    }

    /** 200 with every version, who did what to it and when. */
    @GET
    @Authenticated
    @Operation(summary = "All versions of the matrix, with who drafted and approved them")
    public Uni<Response> list(@HeaderParam("Authorization") String authorization) {
        return admitted(authorization, (answer, now) -> listed());
    }

    /**
     * 200 with all versions when the draft is stored: in the form in which a matrix is published, with a new {@code version}
     * and a {@code reason}; 409 {@code taken}; 400 with the place of the fault.
     */
    @POST
    @Authenticated
    @Operation(summary = "Stores a draft of the matrix, which has no effect")
    public Uni<Response> draft(@HeaderParam("Authorization") String authorization, String body) {
        return admitted(
                authorization,
                (answer, now) -> when(
                        Body.object(body, DRAFT).then(MatrixVersionResource::reasoned),
                        json -> matrices.active().flatMap(active -> stored(answer, json, active, now))));
    }

    private Uni<Response> stored(Answer answer, JsonNode json, AccessMatrix active, Instant now) {
        return switch (MatrixDraft.read(json, active.content())) {
            case MatrixDraft.Read.Wrong wrong ->
                Uni.createFrom().item(fault(wrong.place()).toResponse());
            case MatrixDraft.Read.Right right ->
                repository
                        .draft(
                                right.content(),
                                answer.question().caller().subject(),
                                now,
                                json.path(REASON).asText().strip())
                        .flatMap(changed ->
                                done(changed, "drafted", right.content().version(), answer));
        };
    }

    /** 200 with all versions; 403 {@code two-people}; 409 {@code state}; 404; 400. */
    @POST
    @Path("{version}/$approve")
    @Authenticated
    @Operation(summary = "Approves a draft of the matrix that somebody else has made")
    public Uni<Response> approve(
            @HeaderParam("Authorization") String authorization, @PathParam("version") String version, String body) {
        return admitted(
                authorization,
                (answer, now) -> when(
                        Body.object(body, Set.of(REASON)).then(MatrixVersionResource::reasoned),
                        json -> repository
                                .approve(version, by(answer, json, now))
                                .flatMap(changed -> done(changed, "approved", version, answer))));
    }

    /** 200 with all versions: decisions rest on it from now on, on every replica; 409 {@code state}; 404; 400. */
    @POST
    @Path("{version}/$activate")
    @Authenticated
    @Operation(summary = "Puts an approved version of the matrix in force, and retires the one before it")
    public Uni<Response> activate(
            @HeaderParam("Authorization") String authorization, @PathParam("version") String version, String body) {
        return admitted(
                authorization,
                (answer, now) -> when(
                        Body.object(body, Set.of(REASON)).then(MatrixVersionResource::reasoned),
                        json -> repository
                                .activate(version, by(answer, json, now))
                                .flatMap(changed -> done(changed, "activated", version, answer))));
    }

    private Uni<Response> admitted(String authorization, BiFunction<Answer, Instant, Uni<Response>> work) {
        return admission.admit(
                Interaction.POLICY,
                Asker.of(identity, authorization),
                "",
                answer -> work.apply(answer, clock.instant().truncatedTo(ChronoUnit.MICROS)));
    }

    private static By by(Answer answer, JsonNode json, Instant now) {
        return new By(
                answer.question().caller().subject(),
                now,
                json.path(REASON).asText().strip());
    }

    private static Reading<JsonNode> reasoned(JsonNode json) {
        int length = json.path(REASON).asText("").strip().length();
        return length >= 10 && length <= 500 ? new Reading.Read<>(json) : new Reading.Wrong<>(fault(REASON));
    }

    private static Problem fault(String place) {
        return Problem.of(Kind.INVALID_CONTENT, "Something is missing or not valid")
                .with("place", place);
    }

    private Uni<Response> done(Changed changed, String what, String version, Answer answer) {
        return switch (changed) {
            case Changed.Done _ -> {
                LOG.warnf(
                        "event=matrix-%s version=%s decision=%s organisation=%s",
                        what, version, answer.id(), answer.question().caller().organisation());
                yield listed();
            }
            case Changed.Missing _ ->
                Uni.createFrom()
                        .item(Problem.of(Kind.NOT_FOUND, "There is no such version")
                                .toResponse());
            case Changed.Refused refused ->
                Uni.createFrom()
                        .item(Problem.of(
                                        refused.rule().equals("two-people") ? Kind.REFUSED : Kind.CONFLICT,
                                        "A rule speaks against it")
                                .with("rule", refused.rule())
                                .toResponse());
        };
    }

    private Uni<Response> listed() {
        return repository.list().map(versions -> Response.ok(json(versions)).build());
    }

    private static ObjectNode json(List<Version> versions) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        for (Version one : versions) {
            ObjectNode told = json.withArray("/versions").addObject();
            told.put("version", one.version()).put("state", one.state()).put(REASON, one.reason());
            told.put("draftedBy", one.draftedBy()).put("approvedBy", one.approvedBy());
            told.put("approval", one.approval())
                    .put("activatedBy", one.activatedBy())
                    .put("activation", one.activation());
            moment(told, "draftedAt", one.draftedAt());
            moment(told, "approvedAt", one.approvedAt());
            moment(told, "activeFrom", one.activeFrom());
            moment(told, "activeTo", one.activeTo());
        }
        return json;
    }

    private static void moment(ObjectNode json, String name, @Nullable Instant moment) {
        if (moment != null) {
            json.put(name, moment.toString());
        }
    }
}
