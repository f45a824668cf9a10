package care.weald.stack.e2e;

/** Waits a little while something spreads. */
final class Pause {

    private Pause() {}

    static void briefly() {
        try {
            Thread.sleep(100);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
