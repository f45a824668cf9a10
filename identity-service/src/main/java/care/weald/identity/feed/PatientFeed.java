package care.weald.identity.feed;

import care.weald.identity.feed.PatientReader.Accepted;
import care.weald.identity.link.PatientLinker;
import care.weald.identity.link.PatientLinker.Order;
import care.weald.identity.link.SourcePatient;
import care.weald.identity.link.Stored;
import care.weald.identity.person.PersonTokens.Named;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;

/** Takes a feed message in: reads it, finds whom it is about, and stores it when it is to be kept. */
@ApplicationScoped
class PatientFeed {

    private static final ZoneId HERE = ZoneId.of("Europe/London");

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

    /** Says whether {@code body}, sent by {@code organisation}, can be stored; stores nothing. */
    Uni<Outcome> check(String organisation, byte[] body) {
        return read(organisation, body).chain(outcome -> switch (outcome) {
            case Outcome.Checked read -> resolve(read.message());
            case Outcome.Refused _, Outcome.Committed _ -> Uni.createFrom().item(outcome);
        });
    }

    /** Stores {@code body}: a transaction wholly or not at all, a batch without its faulty rows. */
    Uni<Outcome> commit(String organisation, byte[] body) {
        return check(organisation, body).chain(outcome -> switch (outcome) {
            case Outcome.Checked checked ->
                linker.store(checked.message().accepted().stream()
                                .map(PatientFeed::order)
                                .toList())
                        .map(stored -> new Outcome.Committed(checked.message(), stored));
            case Outcome.Refused _, Outcome.Committed _ -> Uni.createFrom().item(outcome);
        });
    }

    private static Order order(Accepted patient) {
        return new Order(
                new SourcePatient(patient.key(), patient.identifiers(), patient.about(), patient.content()),
                patient.onlyNew());
    }

    private Uni<Outcome> read(String organisation, byte[] body) {
        LocalDate today = LocalDate.now(clock.withZone(HERE));
        return body.length < config.readAsideFrom().asLongValue()
                ? Uni.createFrom().item(() -> parse(organisation, body, today))
                : vertx.executeBlocking(() -> parse(organisation, body, today), false);
    }

    private Outcome parse(String organisation, byte[] body, LocalDate today) {
        return switch (BundleReader.read(body)) {
            case Fault fault -> new Outcome.Refused(fault);
            case FeedBundle bundle ->
                outcome(Message.of(bundle, organisation, config.maxPatientSize().asLongValue(), today), List.of());
        };
    }

    private Uni<Outcome> resolve(Message message) {
        return sources.find(message.organisation(), message.wanted()).map(found -> {
            Message resolved = message.resolved(found);
            return outcome(resolved, resolved.named(found));
        });
    }

    private static Outcome outcome(Message message, List<Named> named) {
        return message.stopping()
                .<Outcome>map(Outcome.Refused::new)
                .orElseGet(() -> new Outcome.Checked(message, named));
    }
}
