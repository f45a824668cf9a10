package care.weald.consent.casework;

import care.weald.consent.casework.CaseRepository.Attempt;
import care.weald.consent.casework.CaseRepository.Change;
import care.weald.consent.casework.CaseRepository.Deed;
import care.weald.consent.casework.CaseRepository.Stored;
import care.weald.consent.casework.ObjectionCase.Effect;
import care.weald.consent.decision.DecisionId;
import care.weald.consent.decision.Reading;
import care.weald.consent.decision.Reading.Read;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** What is done with cases: when, by whom, with what effect. */
@ApplicationScoped
class Casework {

    private static final String REASON = "reason";
    private static final ZoneId LONDON = ZoneId.of("Europe/London");

    private final CaseRepository repository;
    private final CaseConfig config;
    private final Clock clock;

    Casework(CaseRepository repository, CaseConfig config, Clock clock) {
        this.repository = repository;
        this.config = config;
        this.clock = clock;
    }

    /** The moment that something is done at, as the database keeps it. */
    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    /** Takes an objection in; it is due in a calendar month. */
    Uni<Stored> lodge(UUID person, Actor actor, Lodging lodging, String content) {
        Instant now = now();
        Set<String> held =
                config.interim() && lodging.interim() ? lodging.scope().interim() : Set.of();
        List<Effect> effects = held.isEmpty()
                ? List.of()
                : List.of(new Effect(
                        DecisionId.next(now),
                        true,
                        new Scope(held, lodging.scope().excepted()),
                        now,
                        null));
        Deed deed = new Deed(actor, now, hash("lodge", content));
        ObjectionCase lodged = new ObjectionCase(
                DecisionId.next(now),
                person,
                actor.organisation(),
                actor.subject(),
                now,
                now.atZone(LONDON).plusMonths(1).toInstant(),
                lodging,
                new CaseState.Lodged(),
                "",
                null,
                1,
                List.of(new ObjectionCase.Done(
                        "lodge", actor.subject(), actor.role(), now, lodging.reason(), deed.hash(), "")),
                effects);
        return repository.lodge(lodged, deed);
    }

    /** What is asked for by a step's path and its Parameters. */
    Reading<Step> read(String step, String body) {
        return switch (step) {
            case "$ask-information" -> Forms.text(body, "question").then(text -> new Read<>(new Step.Ask(text)));
            case "$give-information" -> Forms.text(body, "information").then(text -> new Read<>(new Step.Inform(text)));
            case "$appeal" -> Forms.text(body, REASON).then(text -> new Read<>(new Step.Appeal(text)));
            case "$review" -> Forms.text(body, REASON).then(text -> new Read<>(new Step.Review(text)));
            case "$withdraw" -> Forms.text(body, REASON).then(text -> new Read<>(new Step.Withdraw(text)));
            default ->
                Forms.judgement(body, now(), config.reviewMonths())
                        .then(judgement -> new Read<>(new Step.Decide(judgement)));
        };
    }

    /** A citizen's step with a case about himself or herself: to withdraw it or to appeal, and no other. */
    Uni<Stored> ownStep(UUID id, List<UUID> own, Actor actor, Step step, String content) {
        return repository
                .own(id, own)
                .flatMap(found -> found.map(stands -> step instanceof Step.Withdraw || step instanceof Step.Appeal
                                ? step(id, actor.at(stands.organisation()), step, content)
                                : Uni.createFrom().<Stored>item(new Stored.Refused("citizen", stands)))
                        .orElseGet(() -> Uni.createFrom().item(new Stored.Missing())));
    }

    /** Takes a step with a case of the actor's organisation. */
    Uni<Stored> step(UUID id, Actor actor, Step step, String content) {
        Instant now = now();
        return repository.step(
                id,
                actor.organisation(),
                step,
                new Deed(actor, now, hash(step.code(), content)),
                stands -> switch (CaseRules.judge(stands, step, actor)) {
                    case CaseRules.Refused refused ->
                        new Attempt.Not(refused.rule().id());
                    case CaseRules.Taken taken -> new Attempt.Do(taken, change(step, now));
                });
    }

    /** An outcome takes the place of all that was held back before; nothing else touches it but a withdrawal. */
    private static Change change(Step step, Instant now) {
        return switch (step) {
            case Step.Decide decide -> new Change(true, upheld(decide.judgement(), now));
            case Step.Withdraw _ -> new Change(true, List.of());
            case Step.Ask _, Step.Inform _, Step.Appeal _, Step.Review _ -> new Change(false, List.of());
        };
    }

    private static List<Effect> upheld(Judgement judgement, Instant now) {
        return judgement.outcome() == Outcome.NOT_UPHELD
                ? List.of()
                : List.of(new Effect(
                        DecisionId.next(now), false, judgement.scope(), judgement.from(), judgement.until()));
    }

    private static String hash(String action, String content) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256")
                            .digest((action + "\n" + content).getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
