package care.weald.consent.matrix;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The matrix in memory. A version never changes once it is in force, so one that is held stays right. */
@ApplicationScoped
public class Matrices {

    private final MatrixRepository repository;
    private final AtomicReference<@Nullable AccessMatrix> held = new AtomicReference<>();

    Matrices(MatrixRepository repository) {
        this.repository = repository;
    }

    /** The matrix of this version, from memory when it is the one held, else from the database. */
    public Uni<AccessMatrix> version(String version) {
        AccessMatrix known = held.get();
        return known != null && known.version().equals(version)
                ? Uni.createFrom().item(known)
                : repository.load(version).invoke(held::set);
    }

    /** The matrix in force now. */
    public Uni<AccessMatrix> active() {
        return repository.active().flatMap(this::version);
    }
}
