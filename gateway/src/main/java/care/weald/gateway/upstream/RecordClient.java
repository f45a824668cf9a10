package care.weald.gateway.upstream;

import care.weald.gateway.partner.Requester;
import care.weald.gateway.upstream.Call.Pace;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import jakarta.enterprise.context.ApplicationScoped;

/** What record-service is asked. */
@ApplicationScoped
public class RecordClient {

    private static final String SERVICE = Services.RECORD;

    private final Calls calls;

    RecordClient(Calls calls) {
        this.calls = calls;
    }

    /** FHIR content under a path of record-service: {@code /items/…}, {@code /record}, {@code /everything}, {@code /directory/…}. */
    public Uni<Fetched> fetch(String path, String permit, Requester requester) {
        return calls.send(Call.get(SERVICE, path).permit(permit), requester)
                .map(reply -> ContentReply.read(SERVICE, reply));
    }

    /** The Bundle that an HL7 v2 message in ER7 is; {@code charset} is what its content type states, or empty. */
    public Uni<ConversionReply> convert(byte[] message, String charset, String permit, Requester requester) {
        Call call = Call.post(SERVICE, "/conversions/hl7v2", Buffer.buffer(message))
                .header("Content-Type", "application/hl7-v2")
                .header("Weald-Charset", charset)
                .permit(permit)
                .at(Pace.FEED);
        return calls.send(call, requester).map(reply -> ConversionReply.read(SERVICE, reply));
    }

    /** The transaction Bundle that a message Bundle is. */
    public Uni<ConversionReply> convert(byte[] message, String permit, Requester requester) {
        Call call = Call.post(SERVICE, "/conversions/message", Buffer.buffer(message))
                .header("Content-Type", "application/fhir+json")
                .permit(permit)
                .at(Pace.FEED);
        return calls.send(call, requester).map(reply -> ConversionReply.read(SERVICE, reply));
    }

    /** The content of a document: a Binary in {@code fhir}, else its bytes with their type. */
    public Uni<Fetched> content(String id, boolean fhir, String permit, Requester requester) {
        Call call = Call.get(SERVICE, "/contents/" + id)
                .header("Accept", fhir ? "application/fhir+json" : "*/*")
                .permit(permit);
        return calls.send(call, requester).map(reply -> ContentReply.read(SERVICE, reply));
    }

    /** Stores the items of a feed, whose persons identity-service has named in {@code personToken}. */
    public Uni<FeedReply> feed(byte[] bundle, String permit, String personToken, Requester requester) {
        Call call = Call.post(SERVICE, "/feeds", Buffer.buffer(bundle))
                .header("Content-Type", "application/fhir+json")
                .header("Weald-Person", personToken)
                .permit(permit)
                .once()
                .at(Pace.FEED);
        return calls.send(call, requester).map(reply -> reply.feed(SERVICE));
    }
}
