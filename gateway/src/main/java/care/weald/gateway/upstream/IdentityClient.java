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
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;

/** What identity-service is asked. */
@ApplicationScoped
public class IdentityClient {

    private static final String SERVICE = Services.IDENTITY;

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

    static String required(JsonNode answer, String name) {
        String value = answer.path(name).asText("");
        if (value.isEmpty()) {
            throw Faulted.unavailable(SERVICE, "incomplete-answer");
        }
        return value;
    }
}
