package care.weald.audit.watch;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jboss.logging.Logger;

/** Throws away what the rules no longer look back on. The log keeps what it keeps. */
@ApplicationScoped
class Forgetting {

    private static final Logger LOG = Logger.getLogger(Forgetting.class);

    private final Pool pool;
    private final WatchConfig config;
    private final Clock clock;

    Forgetting(Pool pool, WatchConfig config, Clock clock) {
        this.pool = pool;
        this.config = config;
        this.clock = clock;
    }

    /** The oldest are looked at and no others, so a turn with nothing to do costs little. */
    private static final String FORGET = """
            with old as (
                delete from watch_event where log_index in (
                    select log_index from (select log_index, at from watch_event order by log_index limit 20000) as oldest
                    where at < $1)
            ), days as (
                delete from watch_day where day < $1::date
            ), clients as (
                delete from watch_client c where c.first_index < (select min(log_index) from watch_event)
                    and not exists (select from watch_day d
                                    where d.organisation = c.organisation and d.subject = c.subject)
            ), categories as (
                delete from watch_category where day < $1::date - 355
            )
            delete from trail_reading where at < $2""";

    /** One turn; a failure is in the log, and the next turn tries again. */
    @Scheduled(every = "5m", delayed = "1m", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> turn() {
        return config.enabled() ? forget() : Uni.createFrom().voidItem();
    }

    private Uni<Void> forget() {
        OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC);
        return pool.preparedQuery(FORGET)
                .execute(Tuple.of(now.minusDays(config.days()), now.minusDays(1)))
                .replaceWithVoid()
                .onFailure()
                .invoke(failure -> LOG.errorf(
                        "event=forgetting-failed cause=%s", failure.getClass().getName()))
                .onFailure()
                .recoverWithNull()
                .replaceWithVoid();
    }
}
