package care.weald.audit.search;

import care.weald.audit.access.Access;
import care.weald.audit.access.Admission;
import care.weald.audit.access.Admission.Admitted;
import care.weald.audit.access.Admission.Rejected;
import care.weald.audit.access.Decision.Permit;
import care.weald.audit.access.Decision.Terms;
import care.weald.audit.platform.Problem;
import care.weald.audit.platform.Problem.Kind;
import care.weald.audit.search.Disclosed.Event;
import care.weald.audit.token.Caller;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.quarkus.security.Authenticated;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** What an event says of a disclosure, for whoever may see again what was shown (capabilities.md, D14). */
@Path("/disclosures/{event}")
public class DisclosedResource {

    private static final String ID = "[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}";
    private static final Set<String> OFFICERS = Set.of("R0001", "R5105");

    private final Access access;
    private final Disclosed events;
    private final Auditors auditors;
    private final SecurityIdentity identity;

    DisclosedResource(Access access, Disclosed events, Auditors auditors, SecurityIdentity identity) {
        this.access = access;
        this.events = events;
        this.auditors = auditors;
        this.identity = identity;
    }

    /**
     * The request's id, the time and the hash of what was shown to the caller, or to somebody of the organisation whose
     * officer the caller is; 404 for any other event, and for one about anybody else than the permit's person.
     */
    @GET
    @Authenticated
    @Operation(summary = "What an event says of a disclosure: request, time and hash of what was shown")
    public Uni<Response> disclosed(
            @HeaderParam("Authorization") String authorization,
            @HeaderParam("Weald-Permit") @Nullable String permit,
            @PathParam("event") String event) {
        if (!event.matches(ID)) {
            return answer(
                    Problem.of(Kind.INVALID_PARAMETER, "must be an event's id").with("place", "_asSeenBy"));
        }
        return access.read((Caller) identity.getPrincipal(), authorization, permit)
                .chain(admission -> answer(admission, UUID.fromString(event)));
    }

    private Uni<Response> answer(Admission admission, UUID event) {
        return switch (admission) {
            case Rejected rejected -> answer(rejected.problem());
            case Admitted admitted
            when admitted.decision() instanceof Permit permit
                    && permit.terms().interaction().equals("seen") ->
                events.find(event)
                        .map(found -> found.filter(one -> mayKnow(permit.terms(), one))
                                .map(one -> told(permit.terms(), one))
                                .orElseGet(DisclosedResource::absent));
            case Admitted _ -> answer(Problem.of(Kind.REFUSED, "A permit to see again what was seen is wanted"));
        };
    }

    private boolean mayKnow(Terms terms, Event event) {
        boolean own = event.by().organisation().equals(terms.organisation());
        if (own && event.by().subject().equals(terms.subject())) {
            return true;
        }
        boolean all = auditors.seeAll(terms.organisation(), terms.roles());
        boolean officer = !terms.roles().isEmpty() && OFFICERS.containsAll(terms.roles());
        return officer && (own || all);
    }

    /** Of an erased event nobody can tell whom it was about; that it is erased is in the log for its organisation. */
    private static Response told(Terms terms, Event event) {
        if (event.erased()) {
            return unprocessable("erased");
        }
        if (!event.isAbout(terms)) {
            return absent();
        }
        return event.bodyHash().isEmpty()
                ? unprocessable("nothing-shown")
                : Response.ok(JsonNodeFactory.instance
                                .objectNode()
                                .put("request", event.request())
                                .put("bodyHash", event.bodyHash())
                                .put("recorded", event.recorded().toString())
                                .toString())
                        .type(MediaType.APPLICATION_JSON)
                        .build();
    }

    private static Response unprocessable(String rule) {
        return Problem.of(Kind.UNPROCESSABLE, "What was shown cannot be told from this event")
                .with("rule", rule)
                .toResponse();
    }

    private static Response absent() {
        return Problem.of(Kind.NOT_FOUND, "There is no such event to be seen").toResponse();
    }

    private static Uni<Response> answer(Problem problem) {
        return Uni.createFrom().item(problem.toResponse());
    }
}
