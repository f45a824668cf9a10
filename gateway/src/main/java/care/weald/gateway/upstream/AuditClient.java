package care.weald.gateway.upstream;

import care.weald.gateway.outcome.Faulted;
import care.weald.gateway.partner.Requester;
import care.weald.gateway.upstream.Call.Pace;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** What audit-service is asked. */
@ApplicationScoped
public class AuditClient {

    private static final String SERVICE = Services.AUDIT;

    private final Calls calls;

    AuditClient(Calls calls) {
        this.calls = calls;
    }

    /** Commits an event; the answer is its receipt. The same event may be sent again. Permit empty: nobody decided. */
    public Uni<String> commit(Event event, String permit, Requester requester) {
        Call call = Call.post(SERVICE, "/events", event.toJson()).at(Pace.AUDIT);
        return calls.send(permit.isEmpty() ? call : call.permit(permit), requester)
                .map(reply -> {
                    String receipt = reply.isOk() ? reply.json().path("receipt").asText("") : "";
                    if (receipt.isEmpty()) {
                        throw Faulted.unavailable(SERVICE, "no-receipt");
                    }
                    return receipt;
                });
    }

    /** A part of the tree over the log, as it is: {@code /checkpoint}, {@code /tile/…}, {@code /proofs/…}. */
    public Uni<Fetched> tree(String path, Requester requester) {
        return calls.send(Call.get(SERVICE, path), requester).map(reply -> ContentReply.read(SERVICE, reply));
    }

    /** Events about a person, as a searchset Bundle. */
    public Uni<Fetched> search(String query, String permit, Requester requester) {
        return calls.send(Call.get(SERVICE, "/audit-events?" + query).permit(permit), requester)
                .map(reply -> ContentReply.read(SERVICE, reply));
    }
}
