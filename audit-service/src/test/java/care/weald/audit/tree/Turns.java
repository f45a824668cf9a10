package care.weald.audit.tree;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.TimeUnit;

/** The sequencer's turns, for tests outside this package. */
@ApplicationScoped
public class Turns {

    private final Sequencer sequencer;
    private final LogKeys keys;

    Turns(Sequencer sequencer, LogKeys keys) {
        this.sequencer = sequencer;
        this.keys = keys;
    }

    /** A head that the log never had, as its key would have signed it. */
    public String forged(long size, byte[] root) {
        return keys.sign(Checkpoint.of(keys.origin(), size, root));
    }

    /** Takes one. */
    public void take() {
        try {
            Object _ = sequencer
                    .sequence()
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(20, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
