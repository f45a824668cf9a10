package care.weald.identity.feed;

import care.weald.identity.link.Linked;
import care.weald.identity.link.Linked.Stored;
import care.weald.identity.link.Linked.Why;
import care.weald.identity.link.PatientLinker;
import care.weald.identity.link.PatientLinker.Order;
import care.weald.identity.link.SourcePatient;
import care.weald.identity.person.PersonTokens.Named;
import care.weald.identity.platform.Problem.Kind;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/** Takes a feed message in: reads it, finds whom it is about, and stores it when it is to be kept. */
@ApplicationScoped
class PatientFeed {

    private static final ZoneId HERE = ZoneId.of("Europe/London");

    /** Each takes two locks of PostgreSQL, which has room for some thousands in all. */
    private static final int MOST_PATIENTS = 1_000;

    private final PatientLinker linker;
    private final SourceLookup sources;
    private final FeedConfig config;
    private final Vertx vertx;
    private final Clock clock;

    PatientFeed(PatientLinker linker, SourceLookup sources, FeedConfig config, Vertx vertx, Clock clock) {
        this.linker = linker;
        this.sources = sources;
        this.config = config;
        this.vertx = vertx;
        this.clock = clock;
    }

    /** What became of a message. */
    sealed interface Outcome {

        /** Nothing of it is or will be stored. */
        record Refused(Fault fault) implements Outcome {}

        /** It can be stored; {@code named} is whom it is about. */
        record Checked(Message message, List<Named> named) implements Outcome {}

        /** It is stored; {@code stored} is one for each accepted row, in their order. */
        record Committed(Message message, List<Stored> stored) implements Outcome {}
    }

    /**
     * Who sends.
     *
     * @param mayUpdate false for who may create, and not change what is there
     */
    record Sender(String organisation, boolean mayUpdate) {}

    /** Says whether {@code body}, sent by {@code sender}, can be stored; stores nothing. */
    Uni<Outcome> check(Sender sender, byte[] body) {
        return resolved(
                sender.organisation(),
                body,
                (message, found) -> linker.refused(orders(sender, message))
                        .map(message::without)
                        .map(left -> outcome(left, left.named(found))));
    }

    /** Stores {@code body}: a transaction wholly or not at all, a batch without its faulty rows. */
    Uni<Outcome> commit(Sender sender, byte[] body) {
        return resolved(sender.organisation(), body, (message, found) -> store(sender, message));
    }

    /** The linker itself finds what it has to refuse, under its locks. */
    private Uni<Outcome> store(Sender sender, Message message) {
        return linker.store(orders(sender, message), message.transaction()).map(linked -> committed(message, linked));
    }

    private static List<Order> orders(Sender sender, Message message) {
        return message.accepted().stream()
                .map(patient -> new Order(
                        new SourcePatient(patient.key(), patient.identifiers(), patient.about(), patient.content()),
                        patient.onlyNew(),
                        sender.mayUpdate()))
                .toList();
    }

    private static Outcome committed(Message message, List<Linked> linked) {
        Map<Integer, Why> refused = new HashMap<>();
        for (int place = 0; place < linked.size(); place++) {
            if (linked.get(place) instanceof Linked.Refused not) {
                refused.put(place, not.why());
            }
        }
        Message left = message.without(refused);
        List<Stored> stored = linked.stream()
                .filter(one -> one instanceof Stored)
                .map(one -> (Stored) one)
                .toList();
        return left.stopping().<Outcome>map(Outcome.Refused::new).orElseGet(() -> new Outcome.Committed(left, stored));
    }

    private Uni<Outcome> read(String organisation, byte[] body) {
        ZonedDateTime now = ZonedDateTime.now(clock.withZone(HERE));
        return body.length < config.readAsideFrom().asLongValue()
                ? Uni.createFrom().item(() -> parse(organisation, body, now))
                : vertx.executeBlocking(() -> parse(organisation, body, now), false);
    }

    private Outcome parse(String organisation, byte[] body, ZonedDateTime now) {
        return switch (BundleReader.read(body)) {
            case Fault fault -> new Outcome.Refused(fault);
            case FeedBundle bundle
            when bundle.patients().size() > MOST_PATIENTS ->
                new Outcome.Refused(
                        new Fault(Kind.TOO_LARGE, "A message has at most 1,000 Patients", Fault.WHOLE, "Bundle.entry"));
            case FeedBundle bundle ->
                outcome(Message.of(bundle, organisation, config.maxPatientSize().asLongValue(), now), List.of());
        };
    }

    /** Reads {@code body}, looks up whom it is about, and does {@code next} unless a fault stops it. */
    private Uni<Outcome> resolved(String organisation, byte[] body, BiFunction<Message, Found, Uni<Outcome>> next) {
        return read(organisation, body).chain(outcome -> switch (outcome) {
            case Outcome.Checked read ->
                sources.find(organisation, read.message().wanted()).chain(found -> {
                    Message resolved = read.message().resolved(found);
                    return resolved.stopping()
                            .map(fault -> Uni.createFrom().<Outcome>item(new Outcome.Refused(fault)))
                            .orElseGet(() -> next.apply(resolved, found));
                });
            case Outcome.Refused _, Outcome.Committed _ -> Uni.createFrom().item(outcome);
        });
    }

    private static Outcome outcome(Message message, List<Named> named) {
        return message.stopping()
                .<Outcome>map(Outcome.Refused::new)
                .orElseGet(() -> new Outcome.Checked(message, named));
    }
}
