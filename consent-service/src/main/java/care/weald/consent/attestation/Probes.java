package care.weald.consent.attestation;

import static care.weald.consent.decision.Admission.when;

import care.weald.consent.attestation.ProbePlan.Ask;
import care.weald.consent.attestation.ProbeRepository.Claimed;
import care.weald.consent.attestation.ProbeRepository.Result;
import care.weald.consent.attestation.ProbeRepository.Target;
import care.weald.consent.decision.Person;
import care.weald.consent.decision.Questions;
import care.weald.consent.decision.Reading;
import care.weald.consent.matrix.Matrices;
import care.weald.consent.platform.Problem;
import care.weald.consent.platform.Problem.Kind;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** Has the live service asked about objectors, and keeps what it answered. */
@ApplicationScoped
class Probes {

    private static final Logger LOG = Logger.getLogger(Probes.class);
    private static final int AT_ONCE = 20;
    private static final int MOST = 1_000;
    private static final ZoneId LONDON = ZoneId.of("Europe/London");

    private final ProbeRepository repository;
    private final Questions questions;
    private final Matrices matrices;
    private final AttestationConfig config;
    private final MeterRegistry meters;
    private final Clock clock;

    Probes(
            ProbeRepository repository,
            Questions questions,
            Matrices matrices,
            AttestationConfig config,
            MeterRegistry meters,
            Clock clock) {
        this.repository = repository;
        this.questions = questions;
        this.matrices = matrices;
        this.config = config;
        this.meters = meters;
        this.clock = clock;
    }

    Uni<Response> claim() {
        return repository.claim(clock.instant(), AT_ONCE, config.probes()).map(claims -> {
            ObjectNode json = JsonNodeFactory.instance.objectNode();
            ArrayNode told = json.putArray("claims");
            for (Claimed one : claims) {
                told.addObject()
                        .put("objection", one.objection().toString())
                        .put("person", one.person().toString());
            }
            return Response.ok(json.toString()).build();
        });
    }

    /** An objection with what identity-service says of the person now. */
    private record Named(UUID objection, Person person) {}

    Uni<Response> plan(JsonNode json) {
        List<JsonNode> persons = json.path("persons").valueStream().toList();
        if (persons.isEmpty() || persons.size() > AT_ONCE) {
            return invalid();
        }
        return Uni.join()
                .all(persons.stream().map(this::named).toList())
                .andFailFast()
                .chain(all -> when(together(all), this::planned));
    }

    private Uni<Reading<Named>> named(JsonNode json) {
        return questions
                .token(json.path("person").asText(""))
                .map(read -> read.then(
                        person -> id(json, "objection").then(id -> new Reading.Read<>(new Named(id, person)))));
    }

    private static Reading<List<Named>> together(List<Reading<Named>> all) {
        List<Named> named = new ArrayList<>();
        for (Reading<Named> one : all) {
            switch (one) {
                case Reading.Wrong<Named> wrong -> {
                    return new Reading.Wrong<>(wrong.problem());
                }
                case Reading.Read<Named> read -> named.add(read.value());
            }
        }
        return new Reading.Read<>(named);
    }

    private Uni<Response> planned(List<Named> named) {
        Instant now = clock.instant();
        return Uni.combine()
                .all()
                .unis(
                        repository.targets(named.stream().map(Named::objection).toList(), now),
                        repository.partners(LocalDate.ofInstant(now, LONDON)),
                        matrices.active())
                .asTuple()
                .chain(facts -> seen(named, facts.getItem1(), now).replaceWith(() -> {
                    ObjectNode json = JsonNodeFactory.instance.objectNode();
                    ArrayNode asks = json.putArray("asks");
                    for (Named one : named) {
                        Target target = facts.getItem1().get(one.objection());
                        if (target != null) {
                            ProbePlan.of(
                                            target,
                                            one.person(),
                                            facts.getItem2(),
                                            facts.getItem3().content(),
                                            now)
                                    .forEach(ask -> tell(asks.addObject(), ask));
                        }
                    }
                    return Response.ok(json.toString()).build();
                }));
    }

    private Uni<Void> seen(List<Named> named, Map<UUID, Target> targets, Instant now) {
        Uni<Void> all = Uni.createFrom().voidItem();
        for (Named one : named) {
            Target target = targets.get(one.objection());
            if (target != null) {
                all = all.chain(() -> repository.saw(target.person(), one.person(), now));
            }
        }
        return all;
    }

    private static void tell(ObjectNode json, Ask ask) {
        json.put("probe", ask.id().toString()).put("objection", ask.objection().toString());
        json.put("organisation", ask.organisation()).put("role", ask.role());
        ask.categories().stream().sorted().forEach(json.putArray("categories")::add);
    }

    Uni<Response> result(JsonNode json) {
        List<JsonNode> results = json.path("results").valueStream().toList();
        Set<UUID> objections = results.stream()
                .flatMap(one -> id(one, "objection") instanceof Reading.Read<UUID> read
                        ? java.util.stream.Stream.of(read.value())
                        : java.util.stream.Stream.<UUID>empty())
                .collect(Collectors.toSet());
        if (objections.isEmpty() || results.size() > MOST) {
            return invalid();
        }
        Instant now = clock.instant();
        return repository.targets(objections, now).chain(targets -> {
            List<Result> found = results.stream()
                    .flatMap(one -> judged(one, targets, now).stream())
                    .toList();
            found.forEach(this::tell);
            return repository
                    .store(found)
                    .replaceWith(() -> Response.noContent().build());
        });
    }

    private void tell(Result result) {
        meters.counter("weald.probes", "outcome", result.outcome()).increment();
        if (result.outcome().equals("broken")) {
            LOG.errorf("event=objection-broken probe=%s objection=%s", result.id(), result.objection());
        }
    }

    /** What was answered, held against the objection; nothing of one that has ended meanwhile. */
    private static List<Result> judged(JsonNode json, Map<UUID, Target> targets, Instant now) {
        if (!(id(json, "objection") instanceof Reading.Read<UUID> objection)
                || !(id(json, "probe") instanceof Reading.Read<UUID> probe)) {
            return List.of();
        }
        Target target = targets.get(objection.value());
        if (target == null) {
            return List.of();
        }
        Set<String> shown =
                json.path("categories").valueStream().map(JsonNode::asText).collect(Collectors.toSet());
        String outcome = switch (json.path("decision").asText("")) {
            case "deny" -> "refused";
            case "permit" ->
                target.objection().isFull()
                                || shown.stream().anyMatch(target.objection().categories()::contains)
                        ? "broken"
                        : "held";
            default -> "failed";
        };
        return List.of(new Result(
                probe.value(),
                now,
                objection.value(),
                json.path("organisation").asText(""),
                json.path("role").asText(""),
                outcome,
                json.path("reason").asText("")));
    }

    private static Reading<UUID> id(JsonNode json, String name) {
        try {
            return new Reading.Read<>(UUID.fromString(json.path(name).asText("")));
        } catch (IllegalArgumentException e) {
            return Reading.invalid(name + ": not an id");
        }
    }

    private static Uni<Response> invalid() {
        return Uni.createFrom()
                .item(Problem.of(Kind.INVALID_CONTENT, "These are no probes").toResponse());
    }
}
