package care.weald.gateway.outcome;

import java.nio.charset.StandardCharsets;

/** What an answer says besides what was asked for. */
public final class Hints {

    private Hints() {}

    /** {@code searchset}, a Bundle of nobody, with an outcome that says that an override exists, and nothing else. */
    public static byte[] overridable(byte[] searchset) {
        String bundle = new String(searchset, StandardCharsets.UTF_8);
        return (bundle.substring(0, bundle.length() - 1) + ",\"entry\":[{\"resource\":" + Outcome.overridable()
                        + ",\"search\":{\"mode\":\"outcome\"}}]}")
                .getBytes(StandardCharsets.UTF_8);
    }
}
