package care.weald.consent.attestation;

import care.weald.consent.attestation.AttestationRepository.Met;
import care.weald.consent.attestation.AttestationRepository.Outcome;
import care.weald.consent.attestation.AttestationRepository.Stored;
import care.weald.consent.attestation.Statement.Place;
import care.weald.consent.attestation.TrailClient.Period;
import care.weald.consent.decision.DecisionId;
import care.weald.consent.decision.FactsJson;
import care.weald.consent.decision.LogConfig;
import care.weald.consent.egress.EgressRepository;
import care.weald.consent.objection.Objection;
import care.weald.consent.platform.Residency;
import care.weald.consent.token.SigningKeys;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Makes an attestation of each day, the night after: counts and the decisions that broke an objection, signed. */
@ApplicationScoped
class Attestations {

    private static final Logger LOG = Logger.getLogger(Attestations.class);
    private static final String TYPE = "weald-attestation+jws";
    private static final int PAGE = 1_000;
    private static final UUID FIRST = new UUID(0, 0);

    private final AttestationRepository repository;
    private final StandingRepository standing;
    private final ProbeRepository probes;
    private final EgressRepository egress;
    private final TrailReplay trail;
    private final AttestationConfig config;
    private final LogConfig log;
    private final Residency.Regions regions;
    private final SigningKeys keys;
    private final MeterRegistry meters;
    private final Clock clock;

    Attestations(
            AttestationRepository repository,
            StandingRepository standing,
            ProbeRepository probes,
            EgressRepository egress,
            TrailReplay trail,
            AttestationConfig config,
            LogConfig log,
            Residency.Regions regions,
            SigningKeys keys,
            MeterRegistry meters,
            Clock clock) {
        this.repository = repository;
        this.standing = standing;
        this.probes = probes;
        this.egress = egress;
        this.trail = trail;
        this.config = config;
        this.log = log;
        this.regions = regions;
        this.keys = keys;
        this.meters = meters;
        this.clock = clock;
    }

    /** Looks into the day before today (UTC), and first into every other of the last days that nobody looked into. */
    @Scheduled(
            cron = "{weald.consent.attestation.at}",
            timeZone = "UTC",
            concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> nightly() {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        Instant since = start(today.minusDays(config.catchUpDays()));
        return repository.attested(since).chain(attested -> {
            Uni<Void> made = Uni.createFrom().voidItem();
            for (int ago = Math.max(1, config.catchUpDays()); ago > 0; ago--) {
                LocalDate day = today.minusDays(ago);
                Instant to = start(day.plusDays(1));
                if (!attested.contains(to)) {
                    made = made.chain(() -> make(start(day), to)).replaceWithVoid();
                }
            }
            return made;
        });
    }

    private static Instant start(LocalDate day) {
        return day.atStartOfDay().toInstant(ZoneOffset.UTC);
    }

    /** Looks into what was decided and disclosed from a moment to another, stores what comes of it, and gives that. */
    Uni<Stored> make(Instant from, Instant to) {
        Met start = new Met(from, FIRST, "", "", new Objection(FIRST, Set.of(), Set.of()));
        Period period = new Period(from, to);
        return Uni.combine()
                .all()
                .unis(
                        repository.objections(from, to),
                        replay(to, start, Compliance.START),
                        trail.of(period),
                        standing.unseen(period),
                        probes.found(period),
                        egress.inPeriod(day(from), day(to)))
                .with((objections, found, trailed, unseen, probed, agreements) -> signed(
                        period,
                        new Statement(
                                objections,
                                found,
                                !log.every().equals("off"),
                                trailed,
                                unseen,
                                probed,
                                place(agreements))))
                .call(repository::store)
                .invoke(this::tell);
    }

    private static LocalDate day(Instant moment) {
        return LocalDate.ofInstant(moment, ZoneOffset.UTC);
    }

    private Place place(List<EgressRepository.Stored> agreements) {
        return new Place(
                regions.region().orElse(""),
                regions.regions().orElse(Set.of()),
                config.egress().orElse(Set.of()),
                agreements);
    }

    private Uni<Compliance> replay(Instant to, Met last, Compliance so) {
        return repository
                .page(to, config.grace(), last, PAGE)
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .map(page -> new Step(page, after(page, so)))
                .chain(step -> step.page().size() < PAGE
                        ? Uni.createFrom().item(step.found())
                        : replay(to, step.page().getLast(), step.found()));
    }

    private record Step(List<Met> page, Compliance found) {}

    private static Compliance after(List<Met> page, Compliance so) {
        Compliance found = so;
        for (Met met : page) {
            found = found.after(met.decision(), met.organisation(), FactsJson.decided(met.content()), met.objection());
        }
        return found;
    }

    private Stored signed(Period period, Statement statement) {
        Instant now = clock.instant();
        UUID id = DecisionId.next(now);
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("id", id.toString()).put("iss", "urn:weald:consent-service").put("made", now.toString());
        json.put("from", period.from().toString()).put("to", period.to().toString());
        statement.write(json);
        Outcome outcome = new Outcome(statement.violations(), statement.gaps().isEmpty());
        return new Stored(
                id, period.from(), period.to(), now, outcome, keys.signDocument(TYPE, json.toString()), keys.jwks());
    }

    private void tell(Stored made) {
        String outcome = !made.green() ? "red" : made.outcome().complete() ? "green" : "incomplete";
        meters.counter("weald.attestations", "outcome", outcome).increment();
        if (made.green()) {
            LOG.infof("event=attestation id=%s outcome=%s", made.id(), outcome);
        } else {
            meters.counter("weald.attestation.violations")
                    .increment(made.outcome().violations());
            LOG.errorf(
                    "event=attestation id=%s outcome=red violations=%d",
                    made.id(), made.outcome().violations());
        }
    }
}
