package care.weald.gateway.upstream;

/** The names of the services, as in addresses, audiences and permits. */
public final class Services {

    /** Patients. */
    public static final String IDENTITY = "identity-service";

    /** Decisions. */
    public static final String CONSENT = "consent-service";

    /** Items. */
    public static final String RECORD = "record-service";

    /** Events. */
    public static final String AUDIT = "audit-service";

    private Services() {}
}
