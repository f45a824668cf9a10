package care.weald.stack.e2e;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits a little while something spreads. */
final class Pause {

    private Pause() {}

    /** Waits for what must come to pass within the two seconds that a decision may be reused, and some for the way. */
    static void until(BooleanSupplier fact) {
        long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (!fact.getAsBoolean()) {
            assertTrue(System.nanoTime() < end, "it does not come to pass");
            briefly();
        }
    }

    static void briefly() {
        moment(Duration.ofMillis(100));
    }

    /** Lets time pass that something is promised to last, no longer. */
    static void moment(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
