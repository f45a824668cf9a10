package care.weald.record.seen;

import care.weald.record.permit.Permit;
import care.weald.record.token.Caller;
import java.time.Instant;
import java.util.UUID;

/**
 * What an answer rested on.
 *
 * @param at the service's own time in it
 * @param request the gateway's request id
 * @param subject who asked
 * @param organisation ODS code of that caller's organisation
 * @param permit what it allowed
 * @param question path and query as they came, without the person
 * @param snapshot the database's, as it writes it
 * @param standing how the feeds stood, where the answer tells of it
 */
public record Shown(
        Instant at,
        UUID request,
        String subject,
        String organisation,
        Permit permit,
        String question,
        String snapshot,
        String standing) {

    /** What came of a question, for whom. */
    public static Shown to(Caller caller, UUID request, Instant at, Permit permit, Answered answered) {
        return new Shown(
                at,
                request,
                caller.subject(),
                caller.organisation(),
                permit,
                answered.question(),
                answered.snapshot(),
                answered.standing());
    }

    /** A question, and what its answer saw. */
    public record Answered(String question, String snapshot, String standing) {}

    /** Who asked, as cursors are bound to it. */
    public Caller caller() {
        return new Caller(
                subject, "", organisation, java.util.List.of(), java.util.List.of(), "", "", java.util.Set.of());
    }

    @Override
    public String toString() {
        return "Shown[***]";
    }
}
