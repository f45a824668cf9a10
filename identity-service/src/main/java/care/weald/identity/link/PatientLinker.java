package care.weald.identity.link;

import care.weald.identity.index.MatchIndex;
import care.weald.identity.index.PatientDemographics;
import care.weald.identity.link.FeedMatcher.Newcomer;
import care.weald.identity.link.LinkRepository.Known;
import care.weald.identity.link.LinkRepository.Present;
import care.weald.identity.link.Linked.Renumbered;
import care.weald.identity.link.Linked.Stored;
import care.weald.identity.link.Linking.Change;
import care.weald.identity.link.Linking.Doubt;
import care.weald.identity.link.Linking.Keep;
import care.weald.identity.link.Linking.Register;
import care.weald.identity.platform.DatabaseConfig;
import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Stores what a message says about people, and links each source patient to its person, in one transaction. */
@ApplicationScoped
public class PatientLinker {

    private final Pool pool;
    private final LinkRepository links;
    private final MatchIndex index;
    private final FeedMatcher matcher;
    private final MeterRegistry meters;
    private final DatabaseConfig config;

    PatientLinker(
            Pool pool,
            LinkRepository links,
            MatchIndex index,
            FeedMatcher matcher,
            MeterRegistry meters,
            DatabaseConfig config) {
        this.matcher = matcher;
        this.index = index;
        this.pool = pool;
        this.config = config;
        this.links = links;
        this.meters = meters;
    }

    /** What to store, and whether only if the source patient is not there yet (FHIR conditional create). */
    public record Order(SourcePatient patient, boolean onlyNew) {}

    /** The places in {@code patients} of those whose registration has another verified NHS number. */
    public Uni<Set<Integer>> renumbered(List<SourcePatient> patients) {
        return patients.isEmpty()
                ? Uni.createFrom().item(Set.of())
                : links.renumbered(pool, patients)
                        .ifNoItem()
                        .after(config.readTimeout())
                        .fail();
    }

    /**
     * Stores {@code orders} in their order: when {@code whole}, all of them or none, otherwise without those that are
     * {@link Renumbered}. Messages about the same source patient or NHS number wait for each other. The answers are in the
     * same order and hold once the transaction is durable; when {@code whole}, one that is refused undoes all others.
     */
    public Uni<List<Linked>> store(List<Order> orders, boolean whole) {
        if (orders.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        return pool.withTransaction(transaction -> store(transaction, orders).invoke(all -> keep(all, whole)))
                .onFailure(Undone.class)
                .recoverWithItem(undone -> undone.all)
                .ifNoItem()
                .after(config.writeTimeout())
                .fail();
    }

    /**
     * Stores {@code orders} in their order within {@code transaction}, without those that are {@link Renumbered}. MUST be the
     * only call that takes locks of links in it.
     */
    public Uni<List<Linked>> store(SqlConnection transaction, List<Order> orders) {
        return LinkLocks.lock(transaction, orders.stream().flatMapToLong(PatientLinker::keys))
                .chain(() -> Multi.createFrom()
                        .iterable(orders)
                        .onItem()
                        .transformToUniAndConcatenate(order -> store(transaction, order))
                        .collect()
                        .asList());
    }

    private static void keep(List<Linked> all, boolean whole) {
        if (whole && all.stream().anyMatch(linked -> linked instanceof Renumbered)) {
            throw new Undone(all);
        }
    }

    /** Rolls the transaction back. */
    private static final class Undone extends RuntimeException {

        private final transient List<Linked> all;

        Undone(List<Linked> all) {
            super("undone", null, false, false);
            this.all = all;
        }
    }

    private static LongStream keys(Order order) {
        var number = order.patient().about().nhsNumber();
        return LongStream.concat(
                LongStream.of(LinkLocks.key(order.patient().key().id())),
                Stream.ofNullable(number).mapToLong(known -> LinkLocks.key(known.value())));
    }

    private Uni<Linked> store(SqlConnection transaction, Order order) {
        return links.known(transaction, order.patient()).chain(known -> {
            Present present = known.present();
            if (known.renumbered()) {
                return Uni.createFrom().item(new Renumbered());
            }
            return present != null && (order.onlyNew() || present.isNewer(order.patient()))
                    ? Uni.createFrom().item(present.stored())
                    : change(transaction, order.patient(), known);
        });
    }

    /** Evidence can change while the content does not, so the link is decided every time. */
    private Uni<Linked> change(SqlConnection transaction, SourcePatient patient, Known known) {
        Linking linking = Linking.decide(known.evidence(), UUID.randomUUID());
        Present present = known.present();
        if (present != null && present.isSame(patient)) {
            return applied(transaction, patient, linking)
                    .replaceWith(new Stored(
                            patient.key().id(),
                            linking.person(),
                            present.stored().version(),
                            false));
        }
        JsonNode resource = patient.content().tree();
        Newcomer about = new Newcomer(
                patient.key().id(),
                PatientDemographics.of(resource, patient.key().organisation()));
        return links.storeVersion(transaction, patient)
                .call(() -> index.store(transaction, about.source(), resource, about.about()))
                .chain(version -> settled(transaction, about, linking, present == null)
                        .call(settled -> applied(transaction, patient, settled))
                        .map(settled -> new Stored(about.source(), settled.person(), version, present == null)));
    }

    /** A newcomer who would be a person of their own may be somebody who is known. */
    private Uni<Linking> settled(SqlConnection transaction, Newcomer about, Linking linking, boolean isNew) {
        if (linking instanceof Doubt doubt) {
            return matcher.doubt(transaction, about, doubt.other()).replaceWith(linking);
        }
        return linking instanceof Change change && isNew && change.isAlone()
                ? matcher.match(transaction, about, change)
                : Uni.createFrom().item(linking);
    }

    private Uni<Void> applied(SqlConnection transaction, SourcePatient patient, Linking linking) {
        return switch (linking) {
            case Keep _, Doubt _ -> Uni.createFrom().voidItem();
            case Register register -> links.register(transaction, patient, register.person());
            case Change change -> {
                meters.counter("weald.identity.links", "origin", change.origin().code())
                        .increment();
                yield links.change(transaction, patient, change);
            }
        };
    }
}
