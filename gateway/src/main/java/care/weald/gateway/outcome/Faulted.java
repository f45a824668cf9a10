package care.weald.gateway.outcome;

/** A fault on its way to the one place that answers it. */
public final class Faulted extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Fault fault;

    /**
     * Carries {@code fault}.
     *
     * @param why fixed words for the log, never what was sent
     */
    public Faulted(Fault fault, String why) {
        super(why, null, false, false);
        this.fault = fault;
    }

    /** A service that is away, too slow, or answers what it must not. */
    public static Faulted unavailable(String service, String why) {
        return new Faulted(Fault.of(Fault.Kind.UNAVAILABLE), service + ":" + why);
    }

    /** What the caller may know. */
    public Fault fault() {
        return fault;
    }
}
