package care.weald.audit.watch;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** The watcher's turns and a log to watch, for tests outside this package. */
@ApplicationScoped
public class Watching {

    private final Watcher watcher;

    Watching(Watcher watcher) {
        this.watcher = watcher;
    }

    /** Runs every rule over all that there is; how many alerts it made. */
    public int all() {
        return watcher.pass(Instant.now(), true).await().atMost(Duration.ofSeconds(30));
    }

    /** Somebody of an organisation looks at the own record, whose registration {@code holder} has. */
    public void selfLookup(String organisation, String user, String role, UUID person) throws SQLException {
        sow(Sown.open(Instant.now(), new Sown.Staff(organisation, user, role, "ehr"), person)
                .near("self"));
    }

    /** The same event with registrations elsewhere. */
    public void selfLookup(String organisation, String user, UUID person, String holder) throws SQLException {
        sow(Sown.open(Instant.now(), new Sown.Staff(organisation, user, "R8000", "ehr"), person)
                .near("self")
                .fact("holders", java.util.List.of(holder)));
    }

    /** A citizen in hiding opens the own record. */
    public void ownRecord(String organisation, String citizen, UUID person) throws SQLException {
        sow(Sown.open(Instant.now(), new Sown.Staff(organisation, citizen, "CIT", "portal"), person)
                .basis("own")
                .fact("restricted", true));
    }

    /** A record was opened some time ago. */
    public void opened(Duration ago, String organisation, String user, UUID person) throws SQLException {
        sow(Sown.open(Instant.now().minus(ago), new Sown.Staff(organisation, user, "R8000", "ehr"), person));
    }

    private static void sow(Sown... events) throws SQLException {
        Field.sow(java.util.List.of(events));
    }
}
