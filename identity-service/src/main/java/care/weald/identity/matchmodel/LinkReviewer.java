package care.weald.identity.matchmodel;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/**
 * After a roll-back: puts every link that the former version made by itself, and that still stands, on the stewards' work
 * list, some hundred a transaction. What is committed is not done again, by whomever; a replica that is killed loses one
 * transaction and any other goes on.
 */
@ApplicationScoped
class LinkReviewer {

    /** The name of the job. */
    static final String JOB = "match-model-links";

    private static final Logger LOG = Logger.getLogger(LinkReviewer.class);

    private final Pool pool;
    private final LinkReviewRepository reviews;

    LinkReviewer(Pool pool, LinkReviewRepository reviews) {
        this.pool = pool;
        this.reviews = reviews;
    }

    /** Goes on with whatever is open. A replica that had not seen the switch yet may have linked meanwhile, so it looks on. */
    @Scheduled(identity = JOB, every = "2s", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> turn() {
        return Multi.createBy()
                .repeating()
                .uni(() -> pool.withTransaction(reviews::raise))
                .whilst(raised -> raised > 0)
                .collect()
                .last()
                .onFailure()
                .invoke(failure -> LOG.errorf(
                        "event=links-not-reviewed reason=%s", failure.getClass().getSimpleName()))
                .onFailure()
                .recoverWithNull()
                .replaceWithVoid();
    }
}
