package care.weald.consent.casework;

import care.weald.consent.decision.Questions.Asker;
import care.weald.consent.form.Terms;
import care.weald.consent.platform.Problem;
import care.weald.consent.platform.Problem.Kind;
import care.weald.consent.platform.PublicBase;
import care.weald.consent.preference.Preferences;
import io.quarkus.security.Authenticated;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** What objections come to, as FHIR Consents (IHE PCF ITI-108; row C1), for organisations that have the person registered. */
@Path("/consents")
@Produces("application/fhir+json")
public class ConsentResource {

    private static final Set<String> STATUSES = Set.of("proposed", "active", "rejected", "inactive");

    private final SecurityIdentity identity;
    private final CaseDesk desk;
    private final Casework casework;
    private final CaseRepository repository;
    private final PublicBase base;
    private final Preferences preferences;

    ConsentResource(
            SecurityIdentity identity,
            CaseDesk desk,
            Casework casework,
            CaseRepository repository,
            PublicBase base,
            Preferences preferences) {
        this.identity = identity;
        this.desk = desk;
        this.casework = casework;
        this.repository = repository;
        this.base = base;
        this.preferences = preferences;
    }

    /** 200 with a searchset Bundle of the Consents of the person of the token; 400 {@code invalid-parameter}. */
    @GET
    @Authenticated
    @Operation(summary = "The Consents of the person of the token, of every organisation, with one of some statuses")
    public Uni<Response> search(
            @HeaderParam("Authorization") String authorization,
            @HeaderParam("Weald-Person") @DefaultValue("") String person,
            @HeaderParam("Weald-Own") @DefaultValue("") String own,
            @Context UriInfo uri) {
        return desk.ofPerson(Asker.of(identity, authorization).being(own), person, (actor, question) -> {
            List<String> given = uri.getQueryParameters().getOrDefault("status", List.of());
            List<String> statuses = given.stream()
                    .flatMap(several -> Arrays.stream(several.split(",", -1)))
                    .toList();
            boolean known =
                    Set.of("status").containsAll(uri.getQueryParameters().keySet());
            if (!known || given.size() > 1 || !STATUSES.containsAll(statuses)) {
                return Uni.createFrom()
                        .item(Problem.of(Kind.INVALID_PARAMETER, "A parameter is not valid")
                                .with("place", known ? "status" : "parameter")
                                .toResponse());
            }
            UUID id = question.person().id();
            return repository.about(question.person().ids()).map(cases -> {
                var bundle = new ConsentFhir(base.url(), casework.now()).bundle(id, cases, statuses);
                return Response.ok(bundle.toString())
                        .header(
                                "Weald-Disclosure",
                                Terms.disclosing(List.of(), bundle.path("total").asInt()))
                        .build();
            });
        });
    }

    /** 200 with the Consent; 404 when it is neither the organisation's own nor about the citizen who asks. */
    @GET
    @Path("{id}")
    @Authenticated
    @Operation(summary = "One Consent of the caller's organisation, or of the citizen")
    public Uni<Response> read(
            @HeaderParam("Authorization") String authorization,
            @HeaderParam("Weald-Own") @DefaultValue("") String own,
            @PathParam("id") UUID id) {
        return desk.ofCases(Asker.of(identity, authorization).being(own), (actor, question) -> {
            String organisation = question.isOfCitizen() ? "" : actor.organisation();
            List<UUID> persons = question.isOfCitizen() ? question.own().ids() : List.of();
            return repository
                    .ofConsent(id, organisation, persons)
                    .chain(found -> found.flatMap(one -> shown(id, one))
                            .map(shown -> Uni.createFrom().item(shown))
                            .orElseGet(() -> preference(id, organisation, persons)));
        });
    }

    /** What is no objection's may be a preference's: of the organisation's own recording, or the citizen's. */
    private Uni<Response> preference(UUID id, String organisation, List<UUID> persons) {
        return preferences
                .read(id, organisation, persons)
                .map(found -> found.orElseGet(() ->
                        Problem.of(Kind.NOT_FOUND, "There is no such Consent").toResponse()));
    }

    private Optional<Response> shown(UUID id, ObjectionCase of) {
        return new ConsentFhir(base.url(), casework.now())
                .one(id, of)
                .map(consent -> Response.ok(consent.toString())
                        .header("Weald-Disclosure", Terms.disclosing(List.of(of.person()), 1))
                        .build());
    }
}
