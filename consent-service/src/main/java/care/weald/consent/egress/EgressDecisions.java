package care.weald.consent.egress;

import static care.weald.consent.decision.Admission.when;

import care.weald.consent.decision.Answer;
import care.weald.consent.decision.Decision;
import care.weald.consent.decision.DecisionPoint;
import care.weald.consent.decision.Denial;
import care.weald.consent.decision.Egress;
import care.weald.consent.decision.Interaction;
import care.weald.consent.decision.Permits;
import care.weald.consent.decision.Question;
import care.weald.consent.decision.Questions;
import care.weald.consent.decision.Questions.Asker;
import care.weald.consent.decision.Reading;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jboss.logging.Logger;

/** Decides about a bulk flow, first as a whole and then about each person, and counts who leaves. */
@ApplicationScoped
class EgressDecisions {

    private static final Logger LOG = Logger.getLogger(EgressDecisions.class);
    private static final ZoneId LONDON = ZoneId.of("Europe/London");
    private static final Set<String> AUDIT = Set.of("audit-service");

    private final Questions questions;
    private final DecisionPoint point;
    private final Permits permits;
    private final EgressRepository repository;
    private final MeterRegistry meters;
    private final Clock clock;

    EgressDecisions(
            Questions questions,
            DecisionPoint point,
            Permits permits,
            EgressRepository repository,
            MeterRegistry meters,
            Clock clock) {
        this.questions = questions;
        this.point = point;
        this.permits = permits;
        this.repository = repository;
        this.meters = meters;
        this.clock = clock;
    }

    /** The flow as a whole. */
    private record Flow(Asker asker, Egress egress, Question question) {}

    Uni<Response> decide(Asker asker, String agreement, List<String> persons) {
        return repository
                .find(agreement, today())
                .map(found -> found.isEmpty() ? Egress.NONE : found.getFirst().egress())
                .chain(egress -> questions
                        .ask(Interaction.EGRESS, asker, "")
                        .chain(reading -> when(
                                reading, question -> whole(new Flow(asker, egress, question.under(egress)), persons))));
    }

    private Uni<Response> whole(Flow flow, List<String> persons) {
        return point.decide(flow.question()).chain(answer -> switch (answer.decision()) {
            case Decision.Deny deny -> Uni.createFrom().item(denied(flow, answer, deny));
            case Decision.Permit _ -> each(flow, persons, answer);
        });
    }

    private Uni<Response> each(Flow flow, List<String> persons, Answer whole) {
        return Uni.join()
                .all(persons.stream()
                        .map(person -> questions.ask(Interaction.RELEASE, flow.asker(), person))
                        .toList())
                .andFailFast()
                .chain(readings -> {
                    for (Reading<Question> one : readings) {
                        if (one instanceof Reading.Wrong<Question> wrong) {
                            return Uni.createFrom().item(wrong.problem().toResponse());
                        }
                    }
                    return Uni.join()
                            .all(readings.stream()
                                    .map(one -> ((Reading.Read<Question>) one).value())
                                    .map(question -> point.decide(question.under(flow.egress())))
                                    .toList())
                            .andFailFast()
                            .chain(answers -> counted(flow, answers, whole));
                });
    }

    private Uni<Response> counted(Flow flow, List<Answer> answers, Answer whole) {
        long leaving = answers.stream()
                .filter(answer -> answer.decision() instanceof Decision.Permit)
                .count();
        String name = flow.egress().name();
        return repository
                .count(name, today(), leaving, answers.size() - leaving)
                .chain(within -> within
                        ? Uni.createFrom().item(released(name, answers, whole))
                        : point.decide(flow.question().under(full(flow.egress())))
                                .map(answer -> answer.decision() instanceof Decision.Deny deny
                                        ? denied(flow, answer, deny)
                                        : Response.serverError().build()));
    }

    /** The same when its day is used up. */
    private static Egress full(Egress one) {
        return new Egress(
                one.name(),
                one.organisation(),
                one.purpose(),
                one.categories(),
                one.from(),
                one.to(),
                one.approved(),
                one.personsADay(),
                one.personsADay());
    }

    private Response denied(Flow flow, Answer answer, Decision.Deny deny) {
        meters.counter("weald.egress.refused", "reason", deny.reason()).increment();
        LOG.warnf(
                "event=egress-refused reason=%s agreement=%s decision=%s",
                deny.reason(), flow.egress().name(), answer.id());
        return Response.ok(Denial.body(answer, deny, permits.sign(answer, AUDIT)))
                .build();
    }

    private Response released(String name, List<Answer> answers, Answer whole) {
        Map<String, Integer> omitted = new TreeMap<>();
        for (Answer one : answers) {
            switch (one.decision()) {
                case Decision.Permit _ ->
                    meters.counter("weald.egress.persons", "agreement", name).increment();
                case Decision.Deny deny -> {
                    meters.counter("weald.egress.omitted", "reason", deny.reason())
                            .increment();
                    omitted.merge(deny.reason(), 1, Integer::sum);
                }
            }
        }
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("decision", "permit");
        body.put("decisionId", whole.id().toString());
        body.put(
                "may",
                answers.stream()
                        .map(one -> one.decision() instanceof Decision.Permit)
                        .toList());
        body.put("omitted", omitted);
        body.put("permits", permits.sign(whole, AUDIT));
        return Response.ok(body).build();
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), LONDON);
    }
}
