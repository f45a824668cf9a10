package care.weald.consent.preference;

import static care.weald.consent.decision.Admission.when;

import care.weald.consent.decision.DecisionId;
import care.weald.consent.decision.Question;
import care.weald.consent.decision.Questions.Asker;
import care.weald.consent.platform.Problem;
import care.weald.consent.platform.Problem.Kind;
import care.weald.consent.preference.PreferenceForms.Recording;
import care.weald.consent.preference.PreferenceRepository.Recorded;
import io.quarkus.security.Authenticated;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** A person's Summary Care Record preference and national data opt-out: recorded, shown and withdrawn (row C6). */
@Path("/preferences")
@Consumes("application/fhir+json")
@Produces("application/fhir+json")
public class PreferenceResource {

    private static final Set<String> STATUSES = Set.of("active", "inactive");

    private final SecurityIdentity identity;
    private final Preferences preferences;
    private final PreferenceRepository repository;

    PreferenceResource(SecurityIdentity identity, Preferences preferences, PreferenceRepository repository) {
        this.identity = identity;
        this.preferences = preferences;
        this.repository = repository;
    }

    /** 200 with a searchset Bundle of Consents and their Provenance; 400 {@code invalid-parameter}. */
    @GET
    @Authenticated
    @Operation(summary = "The preferences of the person of the token, as Consents with their Provenance")
    public Uni<Response> list(
            @HeaderParam("Authorization") String authorization,
            @HeaderParam("Weald-Person") @DefaultValue("") String person,
            @HeaderParam("Weald-Own") @DefaultValue("") String own,
            @QueryParam("category") @DefaultValue("") String category,
            @QueryParam("status") @DefaultValue("") String status) {
        List<String> statuses = status.isEmpty() ? List.of() : Arrays.asList(status.split(",", -1));
        boolean known = category.isEmpty() || Preference.Kind.of(category).isPresent();
        return preferences.admitted(
                Asker.of(identity, authorization).being(own),
                person,
                question -> known && STATUSES.containsAll(statuses)
                        ? repository
                                .of(question.person().ids(), category)
                                .map(all -> preferences.shown(question.person().id(), all, statuses))
                        : wrong(known ? "status" : "category"));
    }

    private static Uni<Response> wrong(String place) {
        return Uni.createFrom()
                .item(Problem.of(Kind.INVALID_PARAMETER, "A parameter is not valid")
                        .with("place", place)
                        .toResponse());
    }

    /**
     * 200 with the person's preferences of that kind, after commit, also when it has held all along; it bites with the next
     * decision; 409 {@code rule overlap} when another began later; 400 with the parameter's name.
     */
    @POST
    @Authenticated
    @Operation(summary = "Records a preference of the person of the token; the one before ends as it begins")
    public Uni<Response> record(
            @HeaderParam("Authorization") String authorization,
            @HeaderParam("Weald-Person") @DefaultValue("") String person,
            @HeaderParam("Weald-Own") @DefaultValue("") String own,
            String body) {
        return preferences.admitted(
                Asker.of(identity, authorization).being(own),
                person,
                question -> when(
                        PreferenceForms.recording(body, preferences.now()), recording -> stored(question, recording)));
    }

    private Uni<Response> stored(Question question, Recording recording) {
        UUID person = question.person().id();
        List<UUID> ids = question.person().ids();
        Preference made = new Preference(
                DecisionId.next(preferences.now()),
                person,
                recording.kind(),
                recording.choice(),
                preferences.origin(question),
                recording.from(),
                null);
        return repository.record(made, ids).chain(recorded -> switch (recorded) {
            case Recorded.Overlaps _ ->
                Uni.createFrom()
                        .item(Problem.of(Kind.CONFLICT, "Another preference began later")
                                .with("rule", "overlap")
                                .toResponse());
            case Recorded.Holds _ ->
                repository.of(ids, recording.kind().code()).map(all -> preferences.shown(person, all, List.of()));
        });
    }

    /** 200 with the person's preferences of that kind, after commit, also when none holds; 400. */
    @POST
    @Path("$withdraw")
    @Authenticated
    @Operation(summary = "Ends a preference of the person of the token, now")
    public Uni<Response> withdraw(
            @HeaderParam("Authorization") String authorization,
            @HeaderParam("Weald-Person") @DefaultValue("") String person,
            @HeaderParam("Weald-Own") @DefaultValue("") String own,
            String body) {
        return preferences.admitted(
                Asker.of(identity, authorization).being(own),
                person,
                question -> when(
                        PreferenceForms.withdrawing(body),
                        kind -> repository
                                .withdraw(kind, question.person().ids(), preferences.origin(question))
                                .map(all -> preferences.shown(question.person().id(), all, List.of()))));
    }
}
