package care.weald.audit.witness;

import care.weald.audit.tree.SignedHeads;
import care.weald.audit.tree.SignedHeads.Head;
import care.weald.audit.witness.Cosigners.Taken;
import care.weald.audit.witness.WitnessClient.Reply;
import care.weald.audit.witness.WitnessPolicy.Trusted;
import care.weald.audit.witness.WitnessStore.Due;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Shows the newest signed head to each witness that has a URL, in the background: no event and no checkpoint waits for
 * it. One replica at a time has a witness. A witness that gainsays the log is an alarm: somebody is shown another one.
 */
@ApplicationScoped
public class Rounds {

    private static final Logger LOG = Logger.getLogger(Rounds.class);
    private static final int MOST_DOUBLINGS = 16;

    private final Policies policies;
    private final WitnessStore store;
    private final WitnessClient client;
    private final SignedHeads heads;
    private final Cosigners cosigners;
    private final Alarm alarm;
    private final WitnessConfig config;

    Rounds(
            Policies policies,
            WitnessStore store,
            WitnessClient client,
            SignedHeads heads,
            Cosigners cosigners,
            Alarm alarm,
            WitnessConfig config) {
        this.policies = policies;
        this.store = store;
        this.client = client;
        this.heads = heads;
        this.cosigners = cosigners;
        this.alarm = alarm;
        this.config = config;
    }

    /** One round. A failure is in the log, and there is another. */
    @Scheduled(every = "1s", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> round() {
        return Uni.createFrom().completionStage(() -> ask().toCompletionStage());
    }

    /** Asks those whose turn it is, all at once. Does not fail. */
    Future<Void> ask() {
        List<String> asked = policies.current().witnesses().stream()
                .filter(witness -> witness.url().isPresent())
                .map(Trusted::id)
                .toList();
        return asked.isEmpty()
                ? Future.succeededFuture()
                : store.claim(asked, config.pace(), config.renew())
                        .compose(due -> due.isEmpty() ? Future.succeededFuture() : ask(due))
                        .recover(failure -> {
                            LOG.errorf(
                                    "event=witness-round-failed cause=%s",
                                    failure.getClass().getName());
                            return Future.succeededFuture();
                        });
    }

    private Future<Void> ask(List<Due> due) {
        return heads.newest()
                .compose(newest -> newest.isEmpty()
                        ? Future.succeededFuture()
                        : Future.join(due.stream()
                                        .filter(each -> each.stale()
                                                || each.size() != newest.get().size())
                                        .map(each -> show(each, newest.get()))
                                        .toList())
                                .mapEmpty());
    }

    /** A witness in hand, and the head that it is shown. */
    private record Showing(Due due, Trusted witness, Head head) {}

    private Future<Void> show(Due due, Head head) {
        Optional<Trusted> witness = policies.known(due.id());
        return witness.isEmpty() || witness.get().url().isEmpty()
                ? Future.succeededFuture()
                : show(new Showing(due, witness.get(), head));
    }

    private Future<Void> show(Showing showing) {
        long old = showing.due().size();
        Future<Optional<List<byte[]>>> proof = old == 0
                ? Future.succeededFuture(Optional.of(List.of()))
                : heads.consistency(old, showing.head().size());
        return proof.compose(path -> path.isEmpty()
                        ? failed(showing, "no-proof-to-give", "")
                        : client.add(
                                        showing.witness().url().orElseThrow(),
                                        Witness.request(
                                                old, path.get(), showing.head().note()))
                                .compose(reply -> heed(showing, Objects.requireNonNull(reply))))
                .recover(failure -> failed(showing, failure.getClass().getSimpleName(), ""));
    }

    private Future<Void> heed(Showing showing, Reply reply) {
        return switch (reply) {
            case Reply.Lines cosigned ->
                cosigners
                        .take(showing.witness(), showing.head(), cosigned.lines())
                        .compose(taken -> taken == Taken.KEPT
                                ? Future.succeededFuture()
                                : failed(showing, taken == Taken.FALSE ? "cosignature-false" : "cosignature-time", ""));
            case Reply.OtherSize other -> otherSize(showing, other.size());
            case Reply.NoProof _ ->
                showing.due().size() == 0
                        ? failed(showing, "status-422", "")
                        : contradicted(showing, "root", showing.due().size());
            case Reply.Refused refused -> failed(showing, refused.reason(), "");
        };
    }

    /** It has come to another size. One that was signed here is where it is shown on from; any other is another log's. */
    private Future<Void> otherSize(Showing showing, long size) {
        if (size == showing.due().size()) {
            return size == showing.head().size()
                    ? contradicted(showing, "root", size)
                    : failed(showing, "size-it-was-shown", "");
        }
        if (size == 0) {
            LOG.warnf("event=witness-forgot witness=%s", showing.witness().name());
            return store.resume(showing.due().id(), 0);
        }
        return heads.ofSize(size)
                .compose(known -> known.isPresent()
                        ? store.resume(showing.due().id(), size)
                        : contradicted(showing, "size", size));
    }

    private Future<Void> contradicted(Showing showing, String how, long size) {
        alarm.raise(showing.witness(), how, size);
        return store.failed(showing.due().id(), pause(showing.due()), how);
    }

    private Future<Void> failed(Showing showing, String reason, String how) {
        LOG.warnf("event=witness-failed witness=%s reason=%s", showing.witness().name(), reason);
        return store.failed(showing.due().id(), pause(showing.due()), how);
    }

    private Duration pause(Due due) {
        Duration doubled = config.pace().multipliedBy(1L << Math.min(due.failures(), MOST_DOUBLINGS));
        return doubled.compareTo(config.longestPause()) < 0 ? doubled : config.longestPause();
    }
}
