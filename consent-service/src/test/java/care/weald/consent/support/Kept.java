package care.weald.consent.support;

/** What is stored in the background a moment later. */
public final class Kept {

    private Kept() {}

    /** Waits until the decision of this id is stored; fails after ten seconds. */
    public static void until(String decision) {
        for (int i = 0; i < 200; i++) {
            if (Database.value("select count(*) from decision_log where id = ?::uuid", decision)
                    .equals("1")) {
                return;
            }
            pause();
        }
        throw new AssertionError("the decision was never stored");
    }

    private static void pause() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
