package care.weald.gateway.enforcement;

import care.weald.gateway.enforcement.Spool.Waiting;
import care.weald.gateway.partner.Requester;
import care.weald.gateway.platform.Exchange;
import care.weald.gateway.upstream.AuditClient;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Hands on what waits in the spool, in order, each with its own id, until audit-service is away again. */
@ApplicationScoped
class SpoolReplay {

    private static final Logger LOG = Logger.getLogger(SpoolReplay.class);

    private final Spool spool;
    private final AuditClient audit;

    SpoolReplay(Spool spool, AuditClient audit) {
        this.spool = spool;
        this.audit = audit;
    }

    /** Does not fail. */
    @Scheduled(every = "{weald.gateway.spool.every}", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> replay() {
        return spool.first()
                .chain(first -> first.isEmpty() ? Uni.createFrom().voidItem() : handOn(first))
                .onFailure()
                .recoverWithUni(failure -> {
                    LOG.warnf(
                            "event=spool-waits events=%d reason=%s",
                            spool.waiting(), failure.getClass().getSimpleName());
                    return Uni.createFrom().voidItem();
                });
    }

    private Uni<Void> handOn(List<Waiting> first) {
        return Multi.createFrom()
                .iterable(first)
                .onItem()
                .transformToUniAndConcatenate(this::handOn)
                .collect()
                .asList()
                .chain(gone -> gone.contains(true) ? replay() : Uni.createFrom().voidItem());
    }

    private Uni<Boolean> handOn(Waiting one) {
        Exchange exchange = new Exchange(UUID.randomUUID().toString(), "POST", "", System.nanoTime());
        return audit.replay(one.content(), Requester.gateway(exchange)).chain(kept -> spool.done(one, kept));
    }
}
