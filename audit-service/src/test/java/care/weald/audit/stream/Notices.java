package care.weald.audit.stream;

import care.weald.audit.stream.Notice.Actor;
import care.weald.audit.stream.Notice.Deed;
import care.weald.audit.stream.Notice.Event;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Notices for tests. */
final class Notices {

    private Notices() {}

    /** A read by this user. */
    static Event by(String user) {
        return new Event(
                7,
                UUID.fromString("01937a3e-0000-7000-8000-000000000001"),
                Instant.parse("2026-11-22T01:02:03.004Z"),
                "ab".repeat(32),
                new Deed(
                        "rest",
                        "read",
                        "R",
                        "0",
                        List.of("TREAT"),
                        "gateway",
                        "Observation",
                        "read",
                        "source-patient",
                        "",
                        200),
                new Actor("KZ016", user, "ehr", "192.0.2.7", List.of("R8000")));
    }
}
