package care.weald.audit.log;

/** Entries for tests outside this package. */
public final class TestEvents {

    private TestEvents() {}

    /** A new event of {@code subject}. */
    public static Entry of(String subject) {
        return Entries.of(subject);
    }
}
