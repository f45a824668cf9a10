package care.weald.audit.witness;

import care.weald.audit.tree.SignedHeads.Head;
import care.weald.audit.witness.WitnessPolicy.Trusted;
import care.weald.audit.witness.WitnessStore.Kept;
import io.vertx.core.Future;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Takes in cosignatures, whichever way they come, and knows the newest head that has enough of them. */
@ApplicationScoped
class Cosigners {

    /** How far a witness's clock may be off (docs/contracts/tokens.md). */
    private static final Duration SKEW = Duration.ofSeconds(60);

    private final Policies policies;
    private final WitnessStore store;
    private final Clock clock;

    Cosigners(Policies policies, WitnessStore store, Clock clock) {
        this.policies = policies;
        this.store = store;
        this.clock = clock;
    }

    /** What became of a cosignature. */
    enum Taken {
        KEPT,
        /** None verifies. */
        FALSE,
        /** It says that it was made before it can have been, or in the future. */
        OUT_OF_TIME
    }

    /**
     * Keeps what {@code witness} says of {@code head} in {@code lines}, when it verifies and was made after {@code since},
     * or a minute before, for clocks differ.
     */
    Future<Taken> take(Trusted witness, Head head, String lines, Instant since) {
        Optional<Cosignature> cosignature = Cosignature.in(head.note() + lines, witness.key());
        if (cosignature.isEmpty()) {
            return Future.succeededFuture(Taken.FALSE);
        }
        Instant time = cosignature.get().time();
        boolean fits = !time.isBefore(since.minus(SKEW))
                && !time.isAfter(clock.instant().plus(SKEW));
        return fits
                ? store.keep(head.size(), cosignature.get())
                        .compose(_ -> newest())
                        .compose(found -> store.prune(found.map(Witnessed::size).orElse(0L)))
                        .map(_ -> Taken.KEPT)
                : Future.succeededFuture(Taken.OUT_OF_TIME);
    }

    /** The same for a head that was shown just now: an older cosignature of it is none. */
    Future<Taken> take(Trusted witness, Head head, String lines) {
        return take(witness, head, lines, clock.instant());
    }

    /**
     * A head with enough cosignatures.
     *
     * @param note as it is published, and a signature line of each witness
     * @param at when the last of them was made
     */
    record Witnessed(long size, String note, Instant at) {}

    /** The newest head that meets the quorum; of any witness, where the policy wants none. */
    Future<Optional<Witnessed>> newest() {
        WitnessPolicy policy = policies.current();
        return store.kept(policy.witnesses().stream().map(Trusted::id).toList()).map(kept -> newest(policy, kept));
    }

    static Optional<Witnessed> newest(WitnessPolicy policy, List<Kept> kept) {
        Map<Long, List<Kept>> bySize = new TreeMap<>(Comparator.reverseOrder());
        kept.forEach(each ->
                bySize.computeIfAbsent(each.size(), _ -> new ArrayList<>()).add(each));
        return bySize.values().stream()
                .filter(of -> policy.isMetBy(of.stream().map(Kept::id).toList()))
                .findFirst()
                .map(Cosigners::together);
    }

    private static Witnessed together(List<Kept> kept) {
        StringBuilder note = new StringBuilder(kept.getFirst().note());
        kept.forEach(each -> note.append(each.line()));
        Instant last = kept.stream().map(Kept::cosigned).max(Instant::compareTo).orElse(Instant.EPOCH);
        return new Witnessed(kept.getFirst().size(), note.toString(), last);
    }
}
