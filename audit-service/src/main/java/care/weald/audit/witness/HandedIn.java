package care.weald.audit.witness;

import care.weald.audit.platform.Problem;
import care.weald.audit.platform.Problem.Kind;
import care.weald.audit.tree.Checkpoint;
import care.weald.audit.tree.LogKeys;
import care.weald.audit.tree.SignedHeads;
import care.weald.audit.tree.SignedHeads.Head;
import care.weald.audit.witness.Cosigners.Taken;
import care.weald.audit.witness.WitnessPolicy.Trusted;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Cosigned heads that witnesses bring themselves. Who brings one does not count, the witness's key does. One that bears
 * this log's signature over another root than was published is the proof of a split view, and raises the alarm.
 */
@ApplicationScoped
class HandedIn {

    private static final int LONGEST = 16_384;

    private final Policies policies;
    private final Cosigners cosigners;
    private final SignedHeads heads;
    private final LogKeys keys;
    private final WitnessStore store;
    private final Alarm alarm;
    private final Vertx vertx;

    HandedIn(
            Policies policies,
            Cosigners cosigners,
            SignedHeads heads,
            LogKeys keys,
            WitnessStore store,
            Alarm alarm,
            Vertx vertx) {
        this.store = store;
        this.vertx = vertx;
        this.policies = policies;
        this.cosigners = cosigners;
        this.heads = heads;
        this.keys = keys;
        this.alarm = alarm;
    }

    /** What is verified of a note: the log's head, and which witnesses have cosigned it. */
    private record Verified(Optional<Checkpoint> head, List<Trusted> signers) {}

    Future<Response> take(String note) {
        return vertx.executeBlocking(() -> verify(note), false)
                .compose(verified -> take(note, Objects.requireNonNull(verified)));
    }

    private Verified verify(String note) {
        Optional<Checkpoint> head = note.length() > LONGEST ? Optional.empty() : Checkpoint.open(note, keys.known());
        List<Trusted> signers = head.isEmpty()
                ? List.of()
                : policies.current().witnesses().stream()
                        .filter(witness -> Cosignature.in(note, witness.key()).isPresent())
                        .toList();
        return new Verified(head, signers);
    }

    private Future<Response> take(String note, Verified verified) {
        Optional<Checkpoint> head = verified.head();
        List<Trusted> signers = verified.signers();
        if (head.isEmpty()) {
            return refused("The note is none that this log has signed");
        }
        if (signers.isEmpty()) {
            return refused("No witness of this log has cosigned the note");
        }
        return heads.ofSize(head.get().size())
                .compose(known -> known.filter(
                                ours -> Cosignature.text(ours.note()).equals(Cosignature.text(note)))
                        .map(ours -> keep(signers, ours, note))
                        .orElseGet(() -> split(signers, head.get().size(), known.isPresent())));
    }

    private Future<Response> keep(List<Trusted> signers, Head ours, String note) {
        String lines = note.substring(Cosignature.text(note).length() + 1);
        return Future.join(signers.stream()
                        .map(witness -> cosigners.take(witness, ours, lines, ours.signed()))
                        .toList())
                .map(taken -> taken.<Taken>list().contains(Taken.KEPT)
                        ? Response.noContent().build()
                        : Problem.of(Kind.UNPROCESSABLE, "The cosignature's time cannot be")
                                .toResponse());
    }

    /** Signed with the log's key, cosigned by its witness, and never published here. */
    private Future<Response> split(List<Trusted> signers, long size, boolean published) {
        String how = published ? "root" : "size";
        signers.forEach(witness -> alarm.raise(witness, how, size));
        return Future.join(signers.stream()
                        .map(witness -> store.contradicted(witness.id(), how))
                        .toList())
                .map(_ -> Problem.of(Kind.CONFLICT, "This log has published another head")
                        .toResponse());
    }

    private static Future<Response> refused(String detail) {
        return Future.succeededFuture(Problem.of(Kind.UNPROCESSABLE, detail).toResponse());
    }
}
