package care.weald.gateway.fhir;

import care.weald.gateway.enforcement.Inquiry;
import care.weald.gateway.enforcement.Objections;
import care.weald.gateway.upstream.CaseClient.Request;
import care.weald.gateway.upstream.Event.Act;
import care.weald.gateway.upstream.Whom.Nobody;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** What those who run the service look at: signed proof that objections were honoured, and numbers (row D10). */
@Path("/")
public class GovernanceResource {

    private static final Act READ = new Act("read", "R", "attestations", "");
    private static final Act MEASURES = new Act("read", "R", "governance", "");
    private static final byte[] NONE = {};

    private final Desk desk;
    private final Objections work;
    private final Register register;

    GovernanceResource(Desk desk, Objections work, Register register) {
        this.desk = desk;
        this.work = work;
        this.register = register;
    }

    @GET
    @Authenticated
    @Path("attestations")
    @Operation(summary = "Signed attestations, one a day, that objections were honoured, or which decisions broke one")
    public Uni<Response> list(@Context RoutingContext context) {
        return desk.plain(context, "/attestations", READ, enquiry -> {
            enquiry.parameters().mustBeAmong(Set.of());
            Inquiry inquiry = new Inquiry(enquiry.requester(), "policy", new Nobody(), List.of(), READ);
            return work.handle(inquiry, new Request("/attestations", NONE));
        });
    }

    @POST
    @Authenticated
    @Path("attestations")
    @Operation(
            summary = "Make a signed attestation of a time, now",
            description = "JSON: from, to (moments, at most 31 days, none of it to come)")
    public Uni<Response> make(@Context RoutingContext context, byte[] body) {
        return register.add(context, "/attestations", "$attest", body);
    }

    @GET
    @Authenticated
    @Path("governance")
    @Operation(
            summary = "Numbers about each partner: objections, overrides, claims, decisions, attestations",
            description = "from and until are days, both included; without them the last 30 days")
    public Uni<Response> measures(@Context RoutingContext context) {
        return desk.plain(context, "/governance", MEASURES, enquiry -> {
            Parameters asked = enquiry.parameters().without(Set.of());
            asked.mustBeAmong(Set.of("from", "until"));
            Inquiry inquiry = new Inquiry(enquiry.requester(), "policy", new Nobody(), List.of(), MEASURES);
            return work.handle(inquiry, new Request("/governance" + asked.toQuery(), NONE));
        });
    }
}
