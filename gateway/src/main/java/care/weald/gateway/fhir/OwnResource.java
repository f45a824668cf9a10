package care.weald.gateway.fhir;

import care.weald.gateway.fhir.AccessLogReads.Asked;
import care.weald.gateway.outcome.Fault;
import care.weald.gateway.outcome.Fault.Kind;
import care.weald.gateway.outcome.Faulted;
import care.weald.gateway.upstream.Event.Act;
import care.weald.gateway.upstream.Whom.ByIdentifier;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** What a citizen is told about the own record, without having to name anybody. */
@Path("/my")
public class OwnResource {

    private static final String NHS_NUMBER = "https://fhir.nhs.uk/Id/nhs-number";
    private static final String PATH = "Patient/$access-log";
    private static final Act READ = new Act("operation", "E", PATH, "");

    private final AccessLogReads reads;

    OwnResource(AccessLogReads reads) {
        this.reads = reads;
    }

    /** Of whoever is not a citizen whose token proves an NHS number: 403, reason {@code citizen-role}. */
    @GET
    @Authenticated
    @Path("/access-log")
    @Operation(summary = "Who has used the citizen's own record, in plain words, as JSON or as a page to read")
    public Uni<Response> accessLog(@Context RoutingContext context) {
        return reads.serve(context, "/my/access-log", READ, OwnResource::own);
    }

    private static Asked own(Enquiry enquiry) {
        String number = enquiry.requester().partner().ownNumber();
        if (number.isEmpty()) {
            throw new Faulted(Fault.of(Kind.REFUSED).because("citizen-role"), "citizen");
        }
        return new Asked("access-log", new ByIdentifier(NHS_NUMBER, number), PATH);
    }
}
