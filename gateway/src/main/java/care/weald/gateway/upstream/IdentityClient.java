package care.weald.gateway.upstream;

import care.weald.gateway.outcome.Faulted;
import care.weald.gateway.partner.Requester;
import care.weald.gateway.upstream.Call.Pace;
import care.weald.gateway.upstream.Whom.ByIdentifier;
import care.weald.gateway.upstream.Whom.ByPerson;
import care.weald.gateway.upstream.Whom.BySourcePatient;
import care.weald.gateway.upstream.Whom.Nobody;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.streams.ReadStream;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** What identity-service is asked. */
@ApplicationScoped
public class IdentityClient {

    private static final String SERVICE = Services.IDENTITY;

    private static final int NO_CONTENT = 204;
    private static final int NOT_FOUND = 404;

    private final Calls calls;

    IdentityClient(Calls calls) {
        this.calls = calls;
    }

    /** Whom the request is about. */
    public Uni<Resolved> resolve(Whom whom, Requester requester) {
        Buffer body = JsonBody.object(json -> question(whom, json));
        return calls.send(Call.post(SERVICE, "/person-tokens", body), requester).map(reply -> {
            if (!reply.isOk()) {
                return new Resolved.Invalid(reply.fault(SERVICE));
            }
            JsonNode answer = reply.json();
            return new Resolved.Person(required(answer, "person"), required(answer, "token"));
        });
    }

    /** A person token for each of these people, in their order. */
    public Uni<List<String>> tokens(List<String> persons, Requester requester) {
        Buffer body = JsonBody.object(json -> {
            json.writeArrayFieldStart("persons");
            for (String person : persons) {
                json.writeString(person);
            }
            json.writeEndArray();
        });
        return calls.send(Call.post(SERVICE, "/person-tokens", body), requester).map(reply -> {
            JsonNode tokens = reply.json().path("tokens");
            if (!reply.isOk() || tokens.size() != persons.size()) {
                throw Faulted.unavailable(SERVICE, "incomplete-answer");
            }
            return tokens.valueStream().map(JsonNode::asText).toList();
        });
    }

    private static void question(Whom whom, JsonGenerator json) throws IOException {
        switch (whom) {
            case ByIdentifier identifier -> {
                json.writeObjectFieldStart("identifier");
                json.writeStringField("system", identifier.system());
                json.writeStringField("value", identifier.value());
                json.writeEndObject();
            }
            case ByPerson person -> json.writeStringField("person", person.id().toString());
            case BySourcePatient source ->
                json.writeStringField("sourcePatient", source.id().toString());
            case Nobody _ -> throw new IllegalArgumentException("nobody has no token");
        }
    }

    /** The FHIR Patient of a person. */
    public Uni<Fetched> patient(String person, String permit, Requester requester) {
        return calls.send(Call.get(SERVICE, "/patients/" + person).permit(permit), requester)
                .map(reply -> ContentReply.read(SERVICE, reply));
    }

    /** The same at the levels of then, for what was seen. */
    public Uni<Fetched> patientAt(String levels, String person, String permit, Requester requester) {
        return calls.send(
                        Call.get(SERVICE, "/patients/" + person + "?levels=" + levels)
                                .permit(permit),
                        requester)
                .map(reply -> ContentReply.read(SERVICE, reply));
    }

    /** FHIR content about the person of the permit, under a path of identity-service with its query. */
    public Uni<Fetched> fetch(String path, String permit, Requester requester) {
        return calls.send(Call.get(SERVICE, path).permit(permit), requester)
                .map(reply -> ContentReply.read(SERVICE, reply));
    }

    /** FHIR content about whoever is found, all of whom it names for the audit trail. */
    public Uni<Fetched> find(String path, String permit, Requester requester) {
        return fetch(path, permit, requester).map(IdentityClient::named);
    }

    /** What shows people without saying whom cannot be audited, so it is taken for no answer. */
    private static Fetched named(Fetched fetched) {
        if (fetched instanceof Fetched.Content content
                && content.disclosure().items() > 0
                && content.disclosure().persons().isEmpty()) {
            throw Faulted.unavailable(SERVICE, "nobody-named");
        }
        return fetched;
    }

    /** What becomes of content that is sent once: a likeness, a merge, an unlink, the outcome of a Task. */
    public Uni<Fetched> change(Change change, String permit, Requester requester) {
        Call call = Call.send(SERVICE, change.method(), change.path(), change.fhir())
                .permit(permit);
        for (Map.Entry<String, String> header : change.headers().entrySet()) {
            call = call.header(header.getKey(), header.getValue());
        }
        return calls.send(call, requester)
                .map(reply -> ContentReply.read(SERVICE, reply))
                .map(IdentityClient::named);
    }

    /**
     * FHIR content for identity-service to act on.
     *
     * @param headers those that the caller sent for it: {@code Idempotency-Key}, {@code If-Match}
     */
    @SuppressWarnings("ArrayRecordComponent") // bytes passed through, never compared
    public record Change(HttpMethod method, String path, Map<String, String> headers, byte[] fhir) {

        public Change {
            headers = Map.copyOf(headers);
        }

        @Override
        public String toString() {
            return "Change[" + method + "]";
        }
    }

    /** What becomes of the caller's own registration under {@code identifier}, to be removed; safe to ask again. */
    public Uni<Fetched> remove(ByIdentifier identifier, String permit, Requester requester) {
        Buffer body = JsonBody.object(json -> question(identifier, json));
        return calls.send(Call.post(SERVICE, "/feeds/patients/removals", body).permit(permit), requester)
                .map(IdentityClient::removed);
    }

    private static Fetched removed(Reply reply) {
        if (reply.isOk()) {
            return Fetched.Content.stored(NO_CONTENT, "", "");
        }
        return reply.status() == NOT_FOUND ? new Fetched.Missing() : new Fetched.Invalid(reply.fault(SERVICE));
    }

    /** Joins two of the caller's own registrations, each {@code system|value}, into the person of {@code kept}; safe to ask again. */
    public Uni<FeedReply> join(String former, String kept, String permit, Requester requester) {
        Buffer body = JsonBody.object(json -> {
            identifier(json, "former", former);
            identifier(json, "kept", kept);
        });
        return calls.send(Call.post(SERVICE, "/feeds/patients/merges", body).permit(permit), requester)
                .map(reply -> reply.feed(SERVICE));
    }

    private static void identifier(JsonGenerator json, String name, String token) throws IOException {
        int bar = token.indexOf('|');
        json.writeObjectFieldStart(name);
        json.writeStringField("system", token.substring(0, Math.max(bar, 0)));
        json.writeStringField("value", token.substring(bar + 1));
        json.writeEndObject();
    }

    /** Whether the Patients of a feed may be stored, and who they are. Nothing is stored. */
    public Uni<FeedReply> check(byte[] bundle, String permit, Requester requester) {
        return feed("/feeds/patients?phase=check", bundle, permit, requester);
    }

    /** Stores the Patients of a feed; what is about none need not be in {@code bundle}. */
    public Uni<FeedReply> commit(byte[] bundle, String permit, Requester requester) {
        return feed("/feeds/patients?phase=commit", bundle, permit, requester);
    }

    private Uni<FeedReply> feed(String path, byte[] bundle, String permit, Requester requester) {
        Call call = Call.post(SERVICE, path, Buffer.buffer(bundle))
                .header("Content-Type", "application/fhir+json")
                .permit(permit)
                .once()
                .at(Pace.FEED);
        return calls.send(call, requester).map(reply -> reply.feed(SERVICE));
    }

    /** Makes {@code register}, a PractitionerRole a line, the whole register of staff of the caller's organisation. */
    public Uni<Fetched> staff(byte[] register, String permit, Requester requester) {
        Call call = Call.send(SERVICE, HttpMethod.PUT, "/staff", register)
                .header("Content-Type", "application/fhir+ndjson")
                .permit(permit)
                .at(Pace.FEED);
        return calls.send(call, requester).map(reply -> ContentReply.read(SERVICE, reply));
    }

    /** Hands on a file of Patients, one a line, as it comes in. */
    public Uni<JobReply> takeFile(ReadStream<Buffer> lines, String permit, Requester requester) {
        Call call = Call.stream(SERVICE, "/imports", "application/fhir+ndjson", lines)
                .permit(permit);
        return calls.send(call, requester).map(reply -> JobReply.read(SERVICE, reply));
    }

    /** Begins a job that has no content. */
    public Uni<JobReply> begin(String path, String permit, Requester requester) {
        Call call = Call.post(SERVICE, path, Buffer.buffer()).permit(permit).once();
        return calls.send(call, requester).map(reply -> JobReply.read(SERVICE, reply));
    }

    /** How far the job under {@code path} is. */
    public Uni<JobReply> follow(String path, String permit, Requester requester) {
        return calls.send(Call.get(SERVICE, path).permit(permit), requester)
                .map(reply -> JobReply.read(SERVICE, reply));
    }

    /** Cancels the job under {@code path}. */
    public Uni<JobReply> cancel(String path, String permit, Requester requester) {
        return calls.send(Call.delete(SERVICE, path).permit(permit), requester)
                .map(reply -> JobReply.read(SERVICE, reply));
    }

    /** The id of the job that {@code begun} names. */
    public static String job(JsonNode begun) {
        return required(begun, "job");
    }

    static String required(JsonNode answer, String name) {
        String value = answer.path(name).asText("");
        if (value.isEmpty()) {
            throw Faulted.unavailable(SERVICE, "incomplete-answer");
        }
        return value;
    }
}
