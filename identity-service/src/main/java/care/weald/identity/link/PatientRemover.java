package care.weald.identity.link;

import care.weald.identity.link.RemovalRepository.Registered;
import care.weald.identity.platform.DatabaseConfig;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/**
 * Removes a registration for the organisation that has it (IHE PIXm ITI-104, remove). It is stored as before, belongs to
 * nobody and is found by nothing; when it is sent again it is back where it was.
 */
@ApplicationScoped
public class PatientRemover {

    private final Pool pool;
    private final RemovalRepository removals;
    private final MeterRegistry meters;
    private final DatabaseConfig config;

    PatientRemover(Pool pool, RemovalRepository removals, MeterRegistry meters, DatabaseConfig config) {
        this.pool = pool;
        this.removals = removals;
        this.meters = meters;
        this.config = config;
    }

    /** What became of a removal. */
    public enum Removal {
        /** It is removed, now or before. */
        REMOVED,
        /** The organisation has no such registration. */
        ABSENT,
        /** The organisation has several under this identifier. */
        SEVERAL
    }

    /** Removes the registration of {@code organisation} that {@code identifier} names: the id that it would give one. */
    public Uni<Removal> remove(String organisation, UUID identifier) {
        return pool.withTransaction(transaction -> removals.find(transaction, organisation, identifier)
                        .chain(found -> removed(transaction, organisation, identifier, found)))
                .invoke(removal -> meters.counter("weald.identity.removals", "outcome", removal.name())
                        .increment())
                .ifNoItem()
                .after(config.writeTimeout())
                .fail();
    }

    private Uni<Removal> removed(
            SqlConnection transaction, String organisation, UUID identifier, List<Registered> found) {
        if (found.size() != 1) {
            return Uni.createFrom().item(found.isEmpty() ? Removal.ABSENT : Removal.SEVERAL);
        }
        Registered before = found.getFirst();
        return LinkLocks.lock(transaction, before.keys())
                .chain(() -> removals.find(transaction, organisation, identifier))
                .chain(now -> now.stream()
                        .filter(one -> one.id().equals(before.id()))
                        .flatMap(one -> one.person().stream())
                        .findFirst()
                        .map(person -> removals.remove(transaction, before.id(), person))
                        .orElseGet(() -> Uni.createFrom().voidItem()))
                .replaceWith(Removal.REMOVED);
    }
}
