package care.weald.gateway.upstream;

import care.weald.gateway.partner.Requester;
import care.weald.gateway.upstream.Call.Pace;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

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

    /** Content of this type that something is to be done with, under a path of record-service; it is sent once. */
    public Uni<Fetched> send(Sent sent, String permit, Requester requester) {
        Call call = Call.post(SERVICE, sent.path(), Buffer.buffer(sent.content()))
                .header("Content-Type", sent.type())
                .permit(permit)
                .once();
        return calls.send(call, requester).map(reply -> ContentReply.read(SERVICE, reply));
    }

    /** Content on its way. */
    @SuppressWarnings("ArrayRecordComponent") // bytes passed through, never compared
    public record Sent(String path, String type, byte[] content) {

        /** FHIR. */
        public static Sent fhir(String path, byte[] content) {
            return new Sent(path, "application/fhir+json", content);
        }

        @Override
        public String toString() {
            return "Sent[***]";
        }
    }

    /** What was answered to a former request, made again. */
    public Uni<Remade> again(String request, String recorded, String permit, Requester requester) {
        String path = "/seen/" + request + "?recorded=" + recorded;
        return calls.send(Call.get(SERVICE, path).permit(permit), requester)
                .map(reply -> new Remade(
                        ContentReply.read(SERVICE, reply),
                        reply.header("Weald-Question"),
                        reply.header("Weald-Levels")));
    }

    /**
     * A former answer.
     *
     * @param question what was asked: path and query
     * @param levels at what levels the Patient was shown
     */
    public record Remade(Fetched answer, String question, String levels) {}

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

    /** The bytes under {@code path}: a Binary in {@code fhir}, else themselves with their type. */
    public Uni<Fetched> content(String path, boolean fhir, String permit, Requester requester) {
        Call call = Call.get(SERVICE, path)
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

    /** Begins a file of resources. */
    public Uni<JobReply> beginFile(String permit, Requester requester) {
        Call call = Call.post(SERVICE, "/imports", Buffer.buffer())
                .permit(permit)
                .once()
                .at(Pace.FEED);
        return calls.send(call, requester).map(reply -> JobReply.read(SERVICE, reply));
    }

    /** Keeps lines of the file {@code job}; identity-service has named their persons in {@code personToken}. */
    public Uni<FeedReply> keepLines(String job, byte[] lines, String permit, String personToken, Requester requester) {
        Call call = Call.post(SERVICE, "/imports/" + job + "/parts", Buffer.buffer(lines))
                .header("Content-Type", "application/fhir+ndjson")
                .header("Weald-Person", personToken)
                .permit(permit)
                .once()
                .at(Pace.FEED);
        return calls.send(call, requester).map(reply -> reply.feed(SERVICE));
    }

    /** Says that all lines of the file {@code job} have been kept. */
    public Uni<JobReply> completeFile(String job, String permit, Requester requester) {
        Call call = Call.post(SERVICE, "/imports/" + job + "/$complete", Buffer.buffer())
                .permit(permit)
                .once()
                .at(Pace.FEED);
        return calls.send(call, requester).map(reply -> JobReply.read(SERVICE, reply));
    }

    /** How far the job under {@code path} is. */
    public Uni<JobReply> followJob(String path, String permit, Requester requester) {
        return calls.send(Call.get(SERVICE, path).permit(permit), requester)
                .map(reply -> JobReply.read(SERVICE, reply));
    }

    /** Cancels the job under {@code path}. */
    public Uni<JobReply> cancelJob(String path, String permit, Requester requester) {
        return calls.send(Call.delete(SERVICE, path).permit(permit).at(Pace.FEED), requester)
                .map(reply -> JobReply.read(SERVICE, reply));
    }

    /** Sets a message aside that was refused as {@code refusal} says. */
    public Uni<FeedReply> setAside(
            byte[] message, String mediaType, String refusal, String permit, Requester requester) {
        Call call = Call.post(SERVICE, "/failed-messages", Buffer.buffer(message))
                .header("Content-Type", "application/octet-stream")
                .header("Weald-Content-Type", mediaType)
                .header("Weald-Refusal", refusal)
                .permit(permit)
                .once()
                .at(Pace.FEED);
        return calls.send(call, requester).map(reply -> reply.feed(SERVICE));
    }

    /** What a message that was set aside is once it is noted what became of it. */
    public Uni<Fetched> note(String path, Optional<String> refusal, String permit, Requester requester) {
        Call call = Call.post(SERVICE, path, Buffer.buffer()).permit(permit).at(Pace.FEED);
        return calls.send(refusal.map(why -> call.header("Weald-Refusal", why)).orElse(call), requester)
                .map(reply -> ContentReply.read(SERVICE, reply));
    }

    /** What is wrong with a resource, as an OperationOutcome. */
    public Uni<Fetched> validate(String type, byte[] resource, String permit, Requester requester) {
        Call call = Call.post(SERVICE, "/validations/" + type, Buffer.buffer(resource))
                .header("Content-Type", "application/fhir+json")
                .permit(permit);
        return calls.send(call, requester).map(reply -> ContentReply.read(SERVICE, reply));
    }
}
