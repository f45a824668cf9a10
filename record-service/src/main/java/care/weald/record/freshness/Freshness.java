package care.weald.record.freshness;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Looks in the background at when each feed was last heard of, so that a read need not. A wrong file stops the service at
 * start with the place of the fault; one that becomes wrong or goes missing later is reported, and what was read stays.
 */
@ApplicationScoped
public class Freshness {

    private static final Logger LOG = Logger.getLogger(Freshness.class);

    private final FreshnessConfig config;
    private final Pool pool;
    private final Vertx vertx;
    private final Clock clock;
    private final MultiGauge seconds;
    private final MultiGauge late;
    private volatile List<FeedContract> contracts = List.of();
    private volatile Standing standing = Standing.UNKNOWN;

    Freshness(FreshnessConfig config, Pool pool, Vertx vertx, Clock clock, MeterRegistry meters) {
        this.config = config;
        this.pool = pool;
        this.vertx = vertx;
        this.clock = clock;
        this.seconds = MultiGauge.builder("feed.last.message")
                .description("Seconds since the last message of a feed")
                .baseUnit("seconds")
                .register(meters);
        this.late = MultiGauge.builder("feed.late")
                .description("1 for a feed that has been silent for longer than its contract allows")
                .register(meters);
    }

    /** How the feeds stood when they were last looked at, at most {@code weald.feed-contracts.every} ago. */
    public Standing standing() {
        return standing;
    }

    void start(@Observes StartupEvent event) {
        config.file().ifPresent(file -> {
            try {
                contracts = FeedContractsFile.parse(Files.readString(file));
                LOG.infof("event=feed-contracts-read count=%d", contracts.size());
            } catch (IOException e) {
                throw new IllegalStateException(
                        "the file of feed contracts (weald.feed-contracts.file) is not there", e);
            }
        });
    }

    @Scheduled(
            every = "{weald.feed-contracts.every}",
            delayed = "1s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> refresh() {
        return read().chain(this::states)
                .invoke(this::keep)
                .onFailure()
                .invoke(failure -> LOG.errorf(
                        "event=feeds-not-looked-at kind=%s", failure.getClass().getName()))
                .onFailure()
                .recoverWithNull()
                .replaceWithVoid();
    }

    private Uni<List<FeedContract>> read() {
        return config.file()
                .map(this::read)
                .orElseGet(() -> Uni.createFrom().item(List.of()))
                .invoke(found -> contracts = found);
    }

    private Uni<List<FeedContract>> read(Path file) {
        return vertx.fileSystem()
                .readFile(file.toString())
                .map(text -> FeedContractsFile.parse(text.toString()))
                .onFailure()
                .invoke(failure -> LOG.errorf("event=feed-contracts-not-read reason=\"%s\"", reason(failure)))
                .onFailure()
                .recoverWithItem(() -> contracts);
    }

    private static String reason(Throwable failure) {
        return failure instanceof IllegalArgumentException
                ? String.valueOf(failure.getMessage())
                : failure.getClass().getName();
    }

    private static final String LAST = """
            select c.place, case when c.source = ''
                then (select max(received_at) from feed_message where organisation = c.organisation)
                else (select max(received_at) from feed_message
                    where organisation = c.organisation and split_part(id, '|', 1) = c.source)
                end
            from unnest($1::text[], $2::text[]) with ordinality c(organisation, source, place)
            order by c.place
            """;

    private Uni<List<FeedState>> states(List<FeedContract> found) {
        if (found.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        Tuple tuple = Tuple.of(
                found.stream().map(FeedContract::organisation).toArray(String[]::new),
                found.stream().map(FeedContract::source).toArray(String[]::new));
        return pool.preparedQuery(LAST).execute(tuple).map(rows -> states(found, rows));
    }

    private static List<FeedState> states(List<FeedContract> contracts, RowSet<Row> rows) {
        List<FeedState> states = new ArrayList<>();
        for (Row row : rows) {
            states.add(new FeedState(
                    contracts.get(states.size()),
                    Optional.ofNullable(row.getOffsetDateTime(1)).map(time -> time.toInstant())));
        }
        return states;
    }

    private void keep(List<FeedState> states) {
        Instant now = clock.instant();
        standing = new Standing(states, now);
        seconds.register(
                states.stream()
                        .filter(state -> state.last().isPresent())
                        .map(state -> MultiGauge.Row.of(tags(state.contract()), age(state, now)))
                        .toList(),
                true);
        late.register(
                states.stream()
                        .map(state -> MultiGauge.Row.of(tags(state.contract()), state.isLate(now) ? 1.0 : 0.0))
                        .toList(),
                true);
    }

    private static double age(FeedState state, Instant now) {
        return state.last()
                .map(last -> Duration.between(last, now).toMillis() / 1_000.0)
                .orElse(Double.NaN);
    }

    private static Tags tags(FeedContract contract) {
        return Tags.of("organisation", contract.organisation(), "feed", contract.feed());
    }
}
