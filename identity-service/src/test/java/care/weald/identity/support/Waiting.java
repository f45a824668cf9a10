package care.weald.identity.support;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waiting for what something else does, and not for ever. */
public final class Waiting {

    private static final long LONGEST = 60_000_000_000L;
    private static final long BETWEEN = 20_000_000L;

    private Waiting() {}

    /** Goes on as soon as it {@code holds}; fails when it does not within a minute. */
    public static void until(BooleanSupplier holds) {
        long end = System.nanoTime() + LONGEST;
        while (!holds.getAsBoolean() && System.nanoTime() < end) {
            LockSupport.parkNanos(BETWEEN);
        }
        assertTrue(holds.getAsBoolean(), "this did not come to hold");
    }
}
