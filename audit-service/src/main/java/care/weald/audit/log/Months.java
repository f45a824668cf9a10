package care.weald.audit.log;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/** Makes the partitions of the coming months, through the one function that the owner lends. */
@ApplicationScoped
public class Months {

    private static final Logger LOG = Logger.getLogger(Months.class);

    private final Pool pool;
    private final LogConfig config;

    Months(Pool pool, LogConfig config) {
        this.pool = pool;
        this.config = config;
    }

    private static final String MAKE = "select make_months($1)";

    /** Makes the months that are missing; the item is how many. A failure is tried again with the next turn. */
    @Scheduled(every = "6h", delayed = "15s", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> makeAhead() {
        return pool.preparedQuery(MAKE)
                .execute(Tuple.of(config.monthsAhead()))
                .map(rows -> rows.iterator().next().getInteger(0))
                .invoke(made -> LOG.infof("event=months-made months=%d", made))
                .replaceWithVoid();
    }
}
