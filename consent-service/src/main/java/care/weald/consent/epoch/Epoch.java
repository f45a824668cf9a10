package care.weald.consent.epoch;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Default;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.jboss.logging.Logger;

/**
 * Notices that the database is an older copy of itself, or another one: then objections may be missing, and nothing is
 * decided until somebody has looked (row D3). How much was written stands in a file beside the database; whatever is found
 * there at first is believed, and it only grows. A file that cannot be read or written is as bad as an older copy.
 */
@Default
@Readiness
@ApplicationScoped
public class Epoch implements HealthCheck {

    private static final Logger LOG = Logger.getLogger(Epoch.class);
    private static final String UNCHECKED = "the objection log is not checked yet";

    private final HeightRepository repository;
    private final EpochConfig config;
    private volatile String fault;

    Epoch(HeightRepository repository, EpochConfig config) {
        this.repository = repository;
        this.config = config;
        this.fault = config.file().isPresent() ? UNCHECKED : "";
    }

    /** True while the database is known to have every objection that was ever stored, and nobody puts right what it lacks. */
    public boolean holds() {
        return fault.isEmpty() && !config.mending();
    }

    /** True while what it lacks is put right: objections may be dealt with, and nothing else. */
    public boolean isMended() {
        return config.mending();
    }

    /** Compares the database with the file, and writes down how much there is now. Does not fail. */
    @Scheduled(every = "5s", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> check() {
        return config.file().map(this::check).orElseGet(() -> Uni.createFrom().voidItem());
    }

    /** The file is read before the database: several replicas that share it can then never take it for ahead of them. */
    private Uni<Void> check(Path file) {
        return Uni.createFrom()
                .item(() -> read(file))
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .chain(before -> repository
                        .read()
                        .emitOn(Infrastructure.getDefaultWorkerPool())
                        .map(now -> compare(file, before, now)))
                .onFailure(UncheckedIOException.class)
                .recoverWithItem("the file of the objection log cannot be read or written")
                .invoke(this::tell)
                .onFailure()
                .recoverWithNull()
                .replaceWithVoid();
    }

    private static Optional<String> read(Path file) {
        try {
            return Files.exists(file) ? Optional.of(Files.readString(file)) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String compare(Path file, Optional<String> before, Height now) {
        if (before.isPresent()) {
            Optional<Height> known = Height.parse(before.get());
            String wrong = known.map(then -> then.against(now).orElse(""))
                    .orElse("the file of the objection log says nothing");
            if (!wrong.isEmpty()) {
                return wrong;
            }
        }
        try {
            write(file, now);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return "";
    }

    /** Writes it down, unless another replica has written more meanwhile. */
    private static void write(Path file, Height now) throws IOException {
        Optional<Height> there = read(file).flatMap(Height::parse);
        if (there.filter(then -> then.height() >= now.height()).isEmpty()) {
            Path draft = Files.createTempFile(file.toAbsolutePath().getParent(), ".epoch", "");
            Files.writeString(draft, now.text());
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private void tell(String found) {
        if (!found.equals(fault) && !found.isEmpty()) {
            LOG.errorf("event=objection-log-refused reason=\"%s\"", found);
        }
        fault = found;
    }

    @Override
    public HealthCheckResponse call() {
        String now = fault;
        return now.isEmpty() || config.mending()
                ? HealthCheckResponse.up("objection-log")
                : HealthCheckResponse.named("objection-log")
                        .down()
                        .withData("reason", now)
                        .build();
    }
}
