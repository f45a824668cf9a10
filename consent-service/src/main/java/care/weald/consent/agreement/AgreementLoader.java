package care.weald.consent.agreement;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.jboss.logging.Logger;

/**
 * Brings the file of agreements into the database: at start, where a wrong file stops the service with the place of
 * the fault, and whenever the file changes after, where a wrong or missing file is reported and what is stored stays. The
 * file is the whole truth: an agreement that is no longer in it ends. The service
 * is ready once the file is stored.
 */
@Readiness
@ApplicationScoped
class AgreementLoader implements HealthCheck {

    private static final ZoneId LONDON = ZoneId.of("Europe/London");
    private static final Logger LOG = Logger.getLogger(AgreementLoader.class);

    private final AgreementsConfig config;
    private final AgreementRepository repository;
    private final Vertx vertx;
    private final Clock clock;
    private volatile String stored = "";

    AgreementLoader(AgreementsConfig config, AgreementRepository repository, Vertx vertx, Clock clock) {
        this.config = config;
        this.repository = repository;
        this.vertx = vertx;
        this.clock = clock;
    }

    void start(@Observes StartupEvent event) {
        config.file().ifPresent(AgreementLoader::check);
    }

    private static void check(Path file) {
        try {
            LOG.infof(
                    "event=agreements-read count=%d",
                    AgreementsFile.parse(Files.readString(file)).size());
        } catch (IOException e) {
            throw new IllegalStateException("the agreements file (weald.consent.agreements.file) cannot be read", e);
        }
    }

    @Scheduled(every = "10s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> refresh() {
        return config.file().map(this::load).orElseGet(() -> Uni.createFrom().voidItem());
    }

    private Uni<Void> load(Path file) {
        return vertx.fileSystem()
                .readFile(file.toString())
                .map(Object::toString)
                .flatMap(text -> text.equals(stored) ? Uni.createFrom().voidItem() : store(text))
                .onFailure()
                .invoke(failure -> LOG.errorf("event=agreements-not-stored reason=\"%s\"", reason(failure)))
                .onFailure()
                .recoverWithNull()
                .replaceWithVoid();
    }

    private Uni<Void> store(String text) {
        return repository
                .store(AgreementsFile.parse(text), LocalDate.ofInstant(clock.instant(), LONDON))
                .invoke(() -> {
                    stored = text;
                    LOG.info("event=agreements-stored");
                });
    }

    private static String reason(Throwable failure) {
        return failure instanceof IllegalArgumentException
                ? String.valueOf(failure.getMessage())
                : failure.getClass().getName();
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("agreements")
                .status(config.file().isEmpty() || !stored.isEmpty())
                .build();
    }
}
