package care.weald.audit.stream;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * What a security operations centre is told. Nobody whose record it was, nothing of what was in it, and no citizen is in
 * it: {@link Discreet} makes them. Whoever may know more finds it in the log by the id.
 */
sealed interface Notice {

    /** The id of the event or the alert; the same again is the same. */
    UUID id();

    /** When it was recorded, or found. */
    Instant at();

    /** Its place among those of its kind. */
    long place();

    /** Who did it, as far as it is told. */
    Actor actor();

    /**
     * Who did something.
     *
     * @param organisation ODS code
     * @param user a member of staff or a service account; {@code citizen} for any citizen, empty when it is not known
     * @param client the OAuth client; empty for a citizen's
     * @param address where it came from; empty for a citizen's, or when it is no IP address
     * @param roles job roles
     */
    record Actor(String organisation, String user, String client, String address, List<String> roles) {

        public Actor {
            roles = List.copyOf(roles);
        }
    }

    /**
     * An event of the log.
     *
     * @param place its index in the log
     * @param leafHash in hex
     */
    record Event(long place, UUID id, Instant at, String leafHash, Deed deed, Actor actor) implements Notice {}

    /**
     * What was done.
     *
     * @param type and {@code subtype}, {@code action}, {@code outcome}: the codes of the AuditEvent
     * @param source which service saw it happen
     * @param what the kind of thing asked for, never which
     * @param interaction what was to be decided
     * @param basis why it was permitted, {@code reason} why it was refused
     * @param status of HTTP
     */
    record Deed(
            String type,
            String subtype,
            String action,
            String outcome,
            List<String> purposes,
            String source,
            String what,
            String interaction,
            String basis,
            String reason,
            int status) {

        public Deed {
            purposes = List.copyOf(purposes);
        }
    }

    /**
     * What a rule of monitoring found.
     *
     * @param place counts alerts
     * @param events how many events show it
     */
    record Alert(long place, UUID id, Instant at, Instant occurred, Rule rule, double measure, int events, Actor actor)
            implements Notice {}

    /** The rule that found it; {@code severity} is {@code high}, {@code moderate} or {@code low}. */
    record Rule(String id, int number, String text, String severity) {}
}
