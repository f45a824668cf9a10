package care.weald.identity.link;

import care.weald.identity.index.MatchIndex;
import care.weald.identity.index.MatchIndex.Entry;
import care.weald.identity.index.PatientDemographics;
import care.weald.identity.link.EvidenceRepository.Found;
import care.weald.identity.link.EvidenceRepository.Known;
import care.weald.identity.link.EvidenceRepository.Present;
import care.weald.identity.link.FeedMatcher.Newcomer;
import care.weald.identity.link.Linked.Refused;
import care.weald.identity.link.Linked.Stored;
import care.weald.identity.link.Linked.Why;
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
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Stores what a message says about people, and links each source patient to its person, in one transaction. */
@ApplicationScoped
public class PatientLinker {

    private final Pool pool;
    private final LinkRepository links;
    private final EvidenceRepository evidence;
    private final MatchIndex index;
    private final FeedMatcher matcher;
    private final MeterRegistry meters;
    private final DatabaseConfig config;

    PatientLinker(
            Pool pool,
            LinkRepository links,
            EvidenceRepository evidence,
            MatchIndex index,
            FeedMatcher matcher,
            MeterRegistry meters,
            DatabaseConfig config) {
        this.matcher = matcher;
        this.index = index;
        this.pool = pool;
        this.config = config;
        this.links = links;
        this.evidence = evidence;
        this.meters = meters;
    }

    /**
     * What to store.
     *
     * @param onlyNew only if the source patient is not there yet (FHIR conditional create)
     * @param mayUpdate false when the sender may create, and not change what is there
     */
    public record Order(SourcePatient patient, boolean onlyNew, boolean mayUpdate) {

        private boolean isKept(boolean same, boolean removed) {
            return mayUpdate || same || (onlyNew && !removed);
        }

        private boolean stays(Present present) {
            return (onlyNew && !present.removed()) || present.isNewer(patient);
        }
    }

    /** The places in {@code orders} of those that would be refused now, and why. */
    public Uni<Map<Integer, Why>> refused(List<Order> orders) {
        return orders.isEmpty()
                ? Uni.createFrom().item(Map.of())
                : evidence.stored(pool, orders.stream().map(Order::patient).toList())
                        .ifNoItem()
                        .after(config.readTimeout())
                        .fail()
                        .map(found -> found.stream()
                                .filter(one -> one.renumbered()
                                        || !orders.get(one.place()).isKept(one.same(), one.removed()))
                                .collect(Collectors.toUnmodifiableMap(
                                        Found::place, one -> one.renumbered() ? Why.RENUMBERED : Why.NOT_TO_UPDATE)));
    }

    /**
     * Stores {@code orders} in their order: when {@code whole}, all of them or none, otherwise without those that are
     * {@link Refused}. Messages about the same source patient or NHS number wait for each other. The answers are in the
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
     * Stores {@code orders} in their order within {@code transaction}, without those that are {@link Refused}. MUST be the
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
        if (whole && all.stream().anyMatch(linked -> linked instanceof Refused)) {
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
        return evidence.known(transaction, order.patient()).chain(known -> {
            Present present = known.present();
            if (known.renumbered()) {
                return Uni.createFrom().item(new Refused(Why.RENUMBERED));
            }
            if (present != null && !order.isKept(present.isSame(order.patient()), present.removed())) {
                return Uni.createFrom().item(new Refused(Why.NOT_TO_UPDATE));
            }
            return present != null && order.stays(present)
                    ? Uni.createFrom().item(present.stored())
                    : change(transaction, order.patient(), known);
        });
    }

    /** Evidence can change while the content does not, so the link is decided every time. */
    private Uni<Linked> change(SqlConnection transaction, SourcePatient patient, Known known) {
        Present present = known.present();
        boolean isBack = present != null && present.removed();
        Linking linking = isBack
                ? Linking.again(known.evidence(), known.barred(), UUID.randomUUID())
                : Linking.decide(known.evidence(), UUID.randomUUID());
        if (present != null && present.isSame(patient)) {
            return applied(transaction, patient, linking)
                    .replaceWith(new Stored(
                            patient.key().id(),
                            linking.person(),
                            present.stored().version(),
                            false));
        }
        JsonNode resource = patient.content().tree();
        Entry entry = new Entry(
                patient.key().id(),
                resource,
                PatientDemographics.of(resource, patient.key().organisation()));
        Newcomer about = new Newcomer(entry.source(), entry.found());
        return stored(transaction, patient, entry, settled(transaction, about, linking, present == null))
                .chain(stored -> applied(transaction, patient, stored, isBack)
                        .replaceWith(new Stored(
                                about.source(), stored.linking().person(), stored.version(), present == null)));
    }

    /** A version that is stored, and whom it is to be linked to. */
    private record Settled(int version, Linking linking) {}

    /** Sends one statement after the other without waiting for answers in between; the database keeps their order. */
    private Uni<Settled> stored(SqlConnection transaction, SourcePatient patient, Entry entry, Uni<Linking> settled) {
        return Uni.combine()
                .all()
                .unis(links.storeVersion(transaction, patient), index.store(transaction, List.of(entry)), settled)
                .with((version, _, linking) -> new Settled(version, linking));
    }

    private Uni<Void> applied(SqlConnection transaction, SourcePatient patient, Settled settled, boolean isBack) {
        return (isBack
                        ? back(transaction, patient, settled.linking())
                        : Uni.createFrom().voidItem())
                .chain(() -> applied(transaction, patient, settled.linking()));
    }

    /** Where the link in force would have stayed, it is opened again. */
    private Uni<Void> back(SqlConnection transaction, SourcePatient patient, Linking linking) {
        return linking instanceof Change
                ? Uni.createFrom().voidItem()
                : links.reopen(transaction, patient.key().id(), linking.person());
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
