package care.weald.audit.tree;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.TimeUnit;

/** The sequencer's turns, for tests outside this package. */
@ApplicationScoped
public class Turns {

    private final Sequencer sequencer;

    Turns(Sequencer sequencer) {
        this.sequencer = sequencer;
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
