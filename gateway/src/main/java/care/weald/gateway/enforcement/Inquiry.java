package care.weald.gateway.enforcement;

import care.weald.gateway.outcome.Hints;
import care.weald.gateway.partner.Requester;
import care.weald.gateway.upstream.Event.Act;
import care.weald.gateway.upstream.Whom;
import java.util.List;

/**
 * A request for disclosure.
 *
 * @param requester who asks
 * @param interaction the interaction as permits name it
 * @param whom whom it is about
 * @param from the services that will be asked for content, besides audit-service
 * @param act what the audit trail will call it
 * @param whenAbsent the body that stands for nobody; with none (no bytes) the answer is 404
 */
@SuppressWarnings("ArrayRecordComponent") // bytes passed through, never compared
public record Inquiry(
        Requester requester, String interaction, Whom whom, List<String> from, Act act, byte[] whenAbsent) {

    private static final byte[] NOT_FOUND = {};

    public Inquiry {
        from = List.copyOf(from);
    }

    /** An inquiry to which nobody is answered with 404. */
    public Inquiry(Requester requester, String interaction, Whom whom, List<String> from, Act act) {
        this(requester, interaction, whom, from, act, NOT_FOUND);
    }

    /** The same, with a body that stands for nobody. */
    public Inquiry whenAbsent(byte[] body) {
        return new Inquiry(requester, interaction, whom, from, act, body);
    }

    /** The body that stands for nobody, to a caller who may override: with an outcome that says so, and nothing else. */
    byte[] whenHidden() {
        return Hints.overridable(whenAbsent);
    }

    @Override
    public String toString() {
        return "Inquiry[" + interaction + "]";
    }
}
