package care.weald.consent.attestation;

import care.weald.consent.attestation.AttestationRepository.Met;
import care.weald.consent.attestation.AttestationRepository.Stored;
import care.weald.consent.decision.DecisionId;
import care.weald.consent.decision.FactsJson;
import care.weald.consent.objection.Objection;
import care.weald.consent.token.SigningKeys;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
    private final AttestationConfig config;
    private final SigningKeys keys;
    private final Clock clock;

    Attestations(AttestationRepository repository, AttestationConfig config, SigningKeys keys, Clock clock) {
        this.repository = repository;
        this.config = config;
        this.keys = keys;
        this.clock = clock;
    }

    /** Looks into the day before today (UTC). */
    @Scheduled(
            cron = "{weald.consent.attestation.at}",
            timeZone = "UTC",
            concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> nightly() {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        return make(
                        today.minusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC),
                        today.atStartOfDay().toInstant(ZoneOffset.UTC))
                .replaceWithVoid();
    }

    /** Looks into the decisions from a moment to another, stores what comes of it, and gives that. */
    Uni<Stored> make(Instant from, Instant to) {
        Met start = new Met(from, FIRST, "", "", new Objection(FIRST, Set.of(), Set.of()));
        return Uni.combine()
                .all()
                .unis(repository.objections(from, to), replay(to, start, Compliance.START))
                .with((objections, found) -> signed(from, to, objections, found))
                .call(repository::store)
                .invoke(this::tell);
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

    private Stored signed(Instant from, Instant to, long objections, Compliance found) {
        Instant now = clock.instant();
        UUID id = DecisionId.next(now);
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("id", id.toString()).put("iss", "urn:weald:consent-service").put("made", now.toString());
        json.put("from", from.toString()).put("to", to.toString()).put("green", found.isGreen());
        json.put("objections", objections)
                .put("decisions", found.decisions())
                .put("refused", found.refused())
                .put("overridden", found.overridden())
                .put("citizens", found.citizens())
                .put("honoured", found.honoured());
        json.putArray("violations");
        found.violations()
                .forEach(violation -> json.withArray("/violations")
                        .addObject()
                        .put("decision", violation.decision().toString())
                        .put("objection", violation.objection().toString()));
        return new Stored(id, from, to, now, found.isGreen(), keys.signDocument(TYPE, json.toString()), keys.jwks());
    }

    private void tell(Stored made) {
        if (made.green()) {
            LOG.infof("event=attestation id=%s outcome=green", made.id());
        } else {
            LOG.errorf("event=attestation id=%s outcome=red", made.id());
        }
    }
}
