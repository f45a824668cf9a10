package care.weald.audit.event;

import care.weald.audit.access.Decision;
import care.weald.audit.access.Decision.Deny;
import care.weald.audit.access.Decision.Permit;
import java.util.Set;

/**
 * The patterns of IHE BALP (Basic Audit Log Patterns 1.1.3) that an event can have. Client and server carry the DICOM
 * codes of destination and source, which change places between a read and everything else.
 */
enum Shape {
    READ("Read", "110152", "110153"),
    QUERY("Query", "110153", "110152"),
    CREATE("Create", "110153", "110152"),
    /** What BALP has no pattern for: an operation, a batch, or a request that failed. */
    OTHER("", "110153", "110152"),
    /** An authorisation decision against the request (BALP AuthZconsent). */
    REFUSAL("AuthZconsent", "110150", "");

    private static final String BASE = "https://profiles.ihe.net/ITI/BALP/StructureDefinition/IHE.BasicAudit.";

    private final String pattern;
    private final String client;
    private final String server;

    Shape(String pattern, String client, String server) {
        this.pattern = pattern;
        this.client = client;
        this.server = server;
    }

    /** DICOM role of the client. */
    String client() {
        return client;
    }

    /** DICOM role of the server; empty when the shape has none. */
    String server() {
        return server;
    }

    /** The profile that the event keeps to; empty when there is none for it. A failure keeps to none of the REST ones. */
    String profile(PostedEvent event, boolean person) {
        return switch (this) {
            case READ, QUERY, CREATE -> event.isSuccess() ? BASE + (person ? "Patient" : "") + pattern : "";
            case REFUSAL -> person ? BASE + pattern : "";
            case OTHER -> "";
        };
    }

    /** The shape of what happened. */
    static Shape of(PostedEvent event, Decision decision) {
        return switch (decision) {
            case Deny _ -> REFUSAL;
            case Permit _, Decision.Undecided _ -> of(event);
        };
    }

    private static Shape of(PostedEvent event) {
        if (event.action().equals("R") && Set.of("read", "vread").contains(event.subtype())) {
            return READ;
        }
        if (event.action().equals("E")
                && Set.of("search", "search-type", "search-system").contains(event.subtype())) {
            return QUERY;
        }
        return event.action().equals("C") && event.subtype().equals("create") ? CREATE : OTHER;
    }
}
