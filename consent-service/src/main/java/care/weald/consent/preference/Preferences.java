package care.weald.consent.preference;

import care.weald.consent.decision.Admission;
import care.weald.consent.decision.Interaction;
import care.weald.consent.decision.Question;
import care.weald.consent.decision.Questions.Asker;
import care.weald.consent.form.Terms;
import care.weald.consent.platform.Problem;
import care.weald.consent.platform.Problem.Kind;
import care.weald.consent.platform.PublicBase;
import care.weald.consent.preference.Preference.Capacity;
import care.weald.consent.preference.Preference.Origin;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/**
 * Who may do something with a person's preferences: staff where the person is registered, a system that feeds for such an
 * organisation, the citizen, and a proxy. To everybody else there is nobody.
 */
@ApplicationScoped
public class Preferences {

    private final Admission admission;
    private final PreferenceRepository repository;
    private final PublicBase base;
    private final Clock clock;

    Preferences(Admission admission, PreferenceRepository repository, PublicBase base, Clock clock) {
        this.admission = admission;
        this.repository = repository;
        this.base = base;
        this.clock = clock;
    }

    Uni<Response> admitted(Asker asker, String person, Function<Question, Uni<Response>> work) {
        boolean system = asker.caller().isSystem();
        return admission.admit(
                system ? Interaction.FEED : Interaction.OBJECT,
                asker,
                person,
                answer -> system && !isHeld(answer.question()) ? absent() : work.apply(answer.question()));
    }

    private static boolean isHeld(Question question) {
        return question.person().known()
                && question.person().isHeldBy(question.caller().organisation());
    }

    private static Uni<Response> absent() {
        return Uni.createFrom()
                .item(Problem.of(Kind.NOT_FOUND, "There is no such person to be seen")
                        .toResponse());
    }

    Origin origin(Question question) {
        Capacity capacity = question.caller().isSystem()
                ? Capacity.FEED
                : question.isOfSelf() ? Capacity.CITIZEN : question.isOfCitizen() ? Capacity.PROXY : Capacity.STAFF;
        return new Origin(question.caller().organisation(), question.caller().subject(), capacity, now());
    }

    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    Response shown(UUID person, List<Preference> all, List<String> statuses) {
        var bundle = new PreferenceFhir(base.url(), clock.instant()).bundle(person, all, statuses);
        return Response.ok(bundle.toString())
                .header(
                        "Weald-Disclosure",
                        Terms.disclosing(List.of(), bundle.path("total").asInt()))
                .build();
    }

    /** The Consent of this id, of the organisation's own recording or about a person with these ids, if there is one. */
    public Uni<Optional<Response>> read(UUID id, String organisation, List<UUID> persons) {
        return repository
                .find(id, organisation, persons)
                .map(found -> found.map(one -> Response.ok(new PreferenceFhir(base.url(), clock.instant())
                                .consent(one.person(), one)
                                .toString())
                        .header("Weald-Disclosure", Terms.disclosing(List.of(one.person()), 1))
                        .build()));
    }
}
