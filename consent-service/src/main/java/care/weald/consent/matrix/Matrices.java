package care.weald.consent.matrix;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The matrix in memory. A version never changes once it has been in force, so one that is held stays right. */
@ApplicationScoped
public class Matrices {

    private final MatrixRepository repository;
    private final Map<String, AccessMatrix> held = new ConcurrentHashMap<>();

    Matrices(MatrixRepository repository) {
        this.repository = repository;
    }

    /** The matrix of this version, which is or was in force: from memory when it is held, else from the database. */
    public Uni<AccessMatrix> version(String version) {
        AccessMatrix known = held.get(version);
        return known != null
                ? Uni.createFrom().item(known)
                : repository.load(version).invoke(matrix -> held.put(version, matrix));
    }

    /** Any version, a draft too, as it is stored now; empty when there is no such one. */
    public Uni<Optional<AccessMatrix>> stored(String version) {
        return repository
                .exists(version)
                .flatMap(there -> there
                        ? repository.load(version).map(Optional::of)
                        : Uni.createFrom().item(Optional.empty()));
    }

    /** The matrix in force now. */
    public Uni<AccessMatrix> active() {
        return repository.active().flatMap(this::version);
    }
}
