package care.weald.gateway.upstream;

import care.weald.gateway.outcome.Faulted;
import care.weald.gateway.partner.Requester;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpMethod;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;

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
     * @param type its content type
     */
    @SuppressWarnings("ArrayRecordComponent") // bytes passed through, never compared
    public record Request(String path, byte[] fhir, String type) {

        /** Something in FHIR. */
        public Request(String path, byte[] fhir) {
            this(path, fhir, "application/fhir+json");
        }

        /** The same in JSON that is no FHIR. */
        public Request asJson() {
            return new Request(path, fhir, "application/json");
        }

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

    /** Asks, with the person tokens by the header that says what each is for. A step that is sent again is taken once. */
    public Uni<Handled> handle(Request request, Map<String, String> persons, Requester requester) {
        Call call = request.fhir().length == 0
                ? Call.get(SERVICE, request.path())
                : Call.send(SERVICE, HttpMethod.POST, request.path(), request.fhir())
                        .header("Content-Type", request.type());
        for (Map.Entry<String, String> person : persons.entrySet()) {
            call = call.header(person.getKey(), person.getValue());
        }
        return calls.send(call, requester).map(CaseClient::handled);
    }

    private static Handled handled(Reply reply) {
        boolean decided = !reply.header("Weald-Permit").isEmpty();
        if (reply.isOk() && !decided && reply.header("Content-Type").startsWith("application/json")) {
            if (ConsentClient.decision(reply.json()) instanceof Decision.Deny deny) {
                return new Handled.Denied(deny);
            }
            throw Faulted.unavailable(SERVICE, "incomplete-answer");
        }
        return new Handled.Done(ContentReply.read(SERVICE, reply), reply.header("Weald-Permit"));
    }
}
