package care.weald.gateway.upstream;

import care.weald.gateway.outcome.Faulted;
import care.weald.gateway.partner.Requester;
import care.weald.gateway.upstream.Call.Pace;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;

/** What audit-service is asked. */
@ApplicationScoped
public class AuditClient {

    private static final String SERVICE = Services.AUDIT;

    private final Calls calls;

    AuditClient(Calls calls) {
        this.calls = calls;
    }

    /**
     * Commits an event; the answer is its receipt, or empty when the trail will never take it. Fails with {@link Faulted}
     * when it is not known to be kept. The same event may be sent again. Permit empty: nobody decided.
     */
    public Uni<String> commit(Event event, String permit, Requester requester) {
        Call call = Call.post(SERVICE, "/events", event.toJson()).at(Pace.AUDIT);
        return calls.send(permit.isEmpty() ? call : call.permit(permit), requester)
                .map(reply -> {
                    if (reply.status() >= 500 || reply.status() == 429) {
                        throw Faulted.unavailable(SERVICE, "no-receipt");
                    }
                    return reply.isOk() ? reply.json().path("receipt").asText("") : "";
                });
    }

    /**
     * Tells how disclosures ended; the same again is kept once. False when the trail will never take them. Fails with
     * {@link Faulted} when they are not known to be kept.
     */
    public Uni<Boolean> close(String id, List<Closing> closings, Requester requester) {
        Buffer body = JsonBody.object(json -> {
            json.writeStringField("id", id);
            json.writeArrayFieldStart("closings");
            for (Closing closing : closings) {
                closing.writeTo(json);
            }
            json.writeEndArray();
        });
        return calls.send(Call.post(SERVICE, "/closings", body).at(Pace.AUDIT), requester)
                .map(reply -> {
                    if (reply.status() >= 500 || reply.status() == 429) {
                        throw Faulted.unavailable(SERVICE, "closings");
                    }
                    return reply.isOk();
                });
    }

    /**
     * Hands on an event that waited, as the gateway signed it; the same again is kept once. False when the trail will never
     * take it. Fails with {@link Faulted} when it is not known to be kept.
     */
    public Uni<Boolean> replay(String spooled, Requester requester) {
        Call call = Call.post(SERVICE, "/spooled-events", Buffer.buffer(spooled))
                .header("Content-Type", "application/jose")
                .at(Pace.AUDIT);
        return calls.send(call, requester).map(reply -> {
            if (reply.status() >= 500 || reply.status() == 429) {
                throw Faulted.unavailable(SERVICE, "spooled");
            }
            return reply.status() == 201;
        });
    }

    /** Records the decision to erase; the same again is recorded once. */
    public Uni<Fetched> erase(byte[] decision, String permit, Requester requester) {
        Call call = Call.post(SERVICE, "/erasures", Buffer.buffer(decision)).permit(permit);
        return calls.send(call, requester).map(reply -> ContentReply.read(SERVICE, reply));
    }

    /** A part of the tree over the log, as it is: {@code /checkpoint}, {@code /tile/…}, {@code /proofs/…}. */
    public Uni<Fetched> tree(String path, Requester requester) {
        return calls.send(Call.get(SERVICE, path), requester).map(reply -> ContentReply.read(SERVICE, reply));
    }

    /** Hands on what a partner's system tells, an AuditEvent or a batch of them; the same again is kept once. */
    public Uni<Fetched> report(byte[] json, String permit, Requester requester) {
        Call call = Call.send(SERVICE, HttpMethod.POST, "/reported-events", json)
                .permit(permit)
                .at(Pace.AUDIT);
        return calls.send(call, requester).map(reply -> ContentReply.read(SERVICE, reply));
    }

    /** Hands on a witness's cosignature; the same again is kept once. */
    public Uni<Fetched> cosigned(byte[] note, Requester requester) {
        Call call = Call.post(SERVICE, "/cosignatures", Buffer.buffer(note)).header("Content-Type", "text/plain");
        return calls.send(call, requester)
                .map(reply -> reply.isOk() ? Fetched.Content.stored(204, "", "") : ContentReply.read(SERVICE, reply));
    }

    /** A person's access log in plain words, as JSON or, with {@code page}, as a page to read. */
    public Uni<Fetched> accessLog(String query, boolean page, String permit, Requester requester) {
        Call call = Call.get(SERVICE, "/access-log" + query)
                .permit(permit)
                .header("Accept", page ? "text/html" : "application/json");
        return calls.send(call, requester).map(reply -> ContentReply.read(SERVICE, reply));
    }

    /** What an event says of a disclosure. */
    public Uni<Fetched> disclosed(String event, String permit, Requester requester) {
        return calls.send(Call.get(SERVICE, "/disclosures/" + event).permit(permit), requester)
                .map(reply -> ContentReply.read(SERVICE, reply));
    }

    /** A file of the console. */
    public Uni<Fetched> console(String name, Requester requester) {
        return tree("/console/" + name, requester);
    }

    /** Events about a person, as a searchset Bundle. */
    public Uni<Fetched> search(String query, String permit, Requester requester) {
        return calls.send(Call.get(SERVICE, "/audit-events?" + query).permit(permit), requester)
                .map(reply -> ContentReply.read(SERVICE, reply));
    }

    /** What officers read of monitoring and change about it. */
    public Uni<Fetched> watch(Watched watched, String permit, Requester requester) {
        boolean reads = watched.method().equals(HttpMethod.GET);
        Call call = reads
                ? Call.get(SERVICE, watched.path())
                : Call.send(SERVICE, watched.method(), watched.path(), watched.content());
        for (Map.Entry<String, String> header : watched.headers().entrySet()) {
            call = call.header(header.getKey(), header.getValue());
        }
        return calls.send(call.permit(permit), requester).map(reply -> ContentReply.read(SERVICE, reply));
    }

    /**
     * A request about monitoring.
     *
     * @param headers those that the caller sent for it: {@code If-Match}
     * @param content what is to be acted on; no bytes for nothing
     */
    @SuppressWarnings("ArrayRecordComponent") // bytes passed through, never compared
    public record Watched(HttpMethod method, String path, Map<String, String> headers, byte[] content) {

        public Watched {
            headers = Map.copyOf(headers);
        }

        /** A POST whose content is still to come. */
        public static Watched post(String path, Map<String, String> headers) {
            return new Watched(HttpMethod.POST, path, headers, new byte[0]);
        }

        /** The same with content. */
        public Watched with(byte[] other) {
            return new Watched(method, path, headers, other);
        }

        @Override
        public String toString() {
            return "Watched[" + method + "]";
        }
    }
}
