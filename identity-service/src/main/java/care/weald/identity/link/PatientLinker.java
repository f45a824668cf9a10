package care.weald.identity.link;

import care.weald.identity.link.LinkRepository.Known;
import care.weald.identity.link.LinkRepository.Present;
import care.weald.identity.link.Linking.Change;
import care.weald.identity.link.Linking.Keep;
import care.weald.identity.platform.DatabaseConfig;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Stores what a message says about people, and links each source patient to its person, in one transaction. */
@ApplicationScoped
public class PatientLinker {

    private final Pool pool;
    private final LinkRepository links;
    private final MeterRegistry meters;
    private final Duration timeout;

    PatientLinker(Pool pool, LinkRepository links, MeterRegistry meters, DatabaseConfig config) {
        this.pool = pool;
        this.timeout = config.writeTimeout();
        this.links = links;
        this.meters = meters;
    }

    /** What to store, and whether only if the source patient is not there yet (FHIR conditional create). */
    public record Order(SourcePatient patient, boolean onlyNew) {}

    /**
     * Stores {@code orders} in their order: all of them or none. Messages about the same source patient or NHS number
     * wait for each other. The answers are in the same order and hold once the transaction is durable.
     */
    public Uni<List<Stored>> store(List<Order> orders) {
        if (orders.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        Long[] keys = orders.stream()
                .flatMapToLong(PatientLinker::keys)
                .sorted()
                .distinct()
                .boxed()
                .toArray(Long[]::new);
        return pool.withTransaction(transaction -> links.lock(transaction, keys)
                        .chain(() -> Multi.createFrom()
                                .iterable(orders)
                                .onItem()
                                .transformToUniAndConcatenate(order -> store(transaction, order))
                                .collect()
                                .asList()))
                .ifNoItem()
                .after(timeout)
                .fail();
    }

    private static LongStream keys(Order order) {
        var number = order.patient().about().nhsNumber();
        return LongStream.concat(
                LongStream.of(order.patient().key().id().getMostSignificantBits()),
                Stream.ofNullable(number).mapToLong(known -> Long.parseLong(known.value())));
    }

    private Uni<Stored> store(SqlConnection transaction, Order order) {
        return links.known(transaction, order.patient()).chain(known -> {
            Present present = known.present();
            return present != null && (order.onlyNew() || present.covers(order.patient()))
                    ? Uni.createFrom().item(present.stored())
                    : change(transaction, order.patient(), known);
        });
    }

    private Uni<Stored> change(SqlConnection transaction, SourcePatient patient, Known known) {
        Linking linking = Linking.decide(known.evidence(), UUID.randomUUID());
        return links.storeVersion(transaction, patient)
                .call(() -> switch (linking) {
                    case Keep _ -> Uni.createFrom().voidItem();
                    case Change change -> {
                        meters.counter(
                                        "weald.identity.links",
                                        "origin",
                                        change.origin().code())
                                .increment();
                        yield links.change(transaction, patient, change);
                    }
                })
                .map(version -> new Stored(patient.key().id(), linking.person(), version, version == 1));
    }
}
