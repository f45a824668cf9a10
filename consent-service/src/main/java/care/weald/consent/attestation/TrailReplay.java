package care.weald.consent.attestation;

import care.weald.consent.attestation.TrailClient.Page;
import care.weald.consent.attestation.TrailClient.Period;
import care.weald.consent.decision.Logged;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Holds what the audit trail says was disclosed against each objection that was in force. */
@ApplicationScoped
class TrailReplay {

    private static final Logger LOG = Logger.getLogger(TrailReplay.class);

    /** Objections at a time: with their other ids no more people than one question may name. */
    private static final int OBJECTIONS = 100;

    private static final int PERSONS = 500;
    private static final UUID FIRST = new UUID(0, 0);

    private final TrailClient trail;
    private final StandingRepository standing;
    private final AttestationConfig config;

    TrailReplay(TrailClient trail, StandingRepository standing, AttestationConfig config) {
        this.trail = trail;
        this.standing = standing;
        this.config = config;
    }

    /** What came of asking. */
    sealed interface Replayed {

        /**
         * The trail was looked into, all of it.
         *
         * @param size how long the log was
         * @param events how many events the time has
         * @param faceless of how many of these it was erased whom they are about
         * @param missing how many decisions that the trail names are not in the decision log
         */
        record Whole(TrailFindings findings, long size, long events, long faceless, long missing) implements Replayed {}

        /** It was not, for this reason: {@code off} or {@code unreachable}. */
        record NotAsked(String reason) implements Replayed {}
    }

    /** How far it has come. */
    private record State(TrailFindings findings, Page last) {}

    /** Looks into a time. Does not fail: what could not be asked is told. */
    Uni<Replayed> of(Period period) {
        if (!trail.isConfigured()) {
            return Uni.createFrom().item(new Replayed.NotAsked("off"));
        }
        return trail.disclosed(period, List.of(FIRST), -1)
                .chain(extent -> objections(period, FIRST, new State(TrailFindings.START, extent)))
                .chain(end -> standing.unkept(moments(end.findings())).map(missing -> (Replayed) new Replayed.Whole(
                        end.findings(),
                        end.last().size(),
                        end.last().events(),
                        end.last().faceless(),
                        missing)))
                .onFailure()
                .recoverWithItem(failure -> {
                    LOG.errorf(
                            "event=attestation-trail-not-asked kind=%s",
                            failure.getClass().getName());
                    return new Replayed.NotAsked("unreachable");
                });
    }

    private static Map<UUID, Instant> moments(TrailFindings findings) {
        Map<UUID, Instant> moments = new HashMap<>();
        findings.decisions().forEach(decision -> moments.put(decision, Logged.moment(decision)));
        return moments;
    }

    private Uni<State> objections(Period period, UUID after, State so) {
        return standing.page(period, after, OBJECTIONS).chain(page -> {
            if (page.isEmpty()) {
                return Uni.createFrom().item(so);
            }
            List<UUID> persons = page.stream().flatMap(Standing::ids).distinct().toList();
            Uni<State> found = groups(period, page, persons, so);
            return page.size() < OBJECTIONS
                    ? found
                    : found.chain(state ->
                            objections(period, page.getLast().objection().id(), state));
        });
    }

    private Uni<State> groups(Period period, List<Standing> page, List<UUID> persons, State so) {
        List<UUID> now = persons.subList(0, Math.min(PERSONS, persons.size()));
        Uni<State> found = events(new Question(period, page, now), -1, so);
        return now.size() == persons.size()
                ? found
                : found.chain(state -> groups(period, page, persons.subList(now.size(), persons.size()), state));
    }

    private record Question(Period period, List<Standing> standing, List<UUID> persons) {}

    private Uni<State> events(Question question, long after, State so) {
        return trail.disclosed(question.period(), question.persons(), after)
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .map(page ->
                        new State(so.findings().after(page.disclosed(), question.standing(), config.grace()), page))
                .chain(state -> state.last()
                        .next()
                        .map(next -> events(question, next, state))
                        .orElseGet(() -> Uni.createFrom().item(state)));
    }
}
