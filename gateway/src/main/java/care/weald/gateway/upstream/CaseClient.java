package care.weald.gateway.upstream;

import care.weald.gateway.outcome.Faulted;
import care.weald.gateway.partner.Requester;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpMethod;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/** Objections, which consent-service decides about and deals with in one call: its answers bring the permit along. */
@ApplicationScoped
public class CaseClient {

    private static final String SERVICE = Services.CONSENT;

    private final Calls calls;

    CaseClient(Calls calls) {
        this.calls = calls;
    }

    /**
     * What is asked.
     *
     * @param path under consent-service, with its query
     * @param fhir the content to be acted on; none (no bytes) to read
     */
    @SuppressWarnings("ArrayRecordComponent") // bytes passed through, never compared
    public record Request(String path, byte[] fhir) {

        @Override
        public String toString() {
            return "Request[***]";
        }
    }

    /** What became of it. */
    public sealed interface Handled {

        /**
         * It was permitted.
         *
         * @param auditPermit empty when it was not even decided about
         */
        record Done(Fetched fetched, String auditPermit) implements Handled {}

        /** It was not. */
        record Denied(Decision.Deny deny) implements Handled {}
    }

    /** Asks; {@code personToken} is null when it is about no one person. A step that is sent again is taken once. */
    public Uni<Handled> handle(Request request, @Nullable String personToken, Requester requester) {
        Call call = request.fhir().length == 0
                ? Call.get(SERVICE, request.path())
                : Call.send(SERVICE, HttpMethod.POST, request.path(), request.fhir());
        return calls.send(personToken == null ? call : call.header("Weald-Person", personToken), requester)
                .map(CaseClient::handled);
    }

    private static Handled handled(Reply reply) {
        if (reply.isOk() && reply.header("Content-Type").startsWith("application/json")) {
            if (ConsentClient.decision(reply.json()) instanceof Decision.Deny deny) {
                return new Handled.Denied(deny);
            }
            throw Faulted.unavailable(SERVICE, "incomplete-answer");
        }
        return new Handled.Done(ContentReply.read(SERVICE, reply), reply.header("Weald-Permit"));
    }
}
