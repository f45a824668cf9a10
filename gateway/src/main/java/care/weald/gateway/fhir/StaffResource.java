package care.weald.gateway.fhir;

import care.weald.gateway.enforcement.DisclosureGate;
import care.weald.gateway.enforcement.Inquiry;
import care.weald.gateway.outcome.Fault;
import care.weald.gateway.outcome.Fault.Kind;
import care.weald.gateway.outcome.Faulted;
import care.weald.gateway.upstream.Event.Act;
import care.weald.gateway.upstream.IdentityClient;
import care.weald.gateway.upstream.Services;
import care.weald.gateway.upstream.Whom.Nobody;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Who works for a partner, so that the watch over the trail sees who opens the record of somebody they know. */
@Path("/staff")
public class StaffResource {

    private static final Act ACT = new Act("update", "U", "PractitionerRole", "");

    private final Desk desk;
    private final DisclosureGate gate;
    private final IdentityClient identity;

    StaffResource(Desk desk, DisclosureGate gate, IdentityClient identity) {
        this.desk = desk;
        this.gate = gate;
        this.identity = identity;
    }

    @PUT
    @Authenticated
    @Operation(summary = "Replace your register of staff: a PractitionerRole a line (NDJSON), all or nothing")
    public Uni<Response> replace(@Context RoutingContext context, byte[] body) {
        return desk.plain(context, "/staff", ACT, enquiry -> {
            enquiry.parameters().mustBeAmong(Set.of());
            if (!BulkResource.isLines(context.request().getHeader("Content-Type"))) {
                throw new Faulted(Fault.of(Kind.UNSUPPORTED_MEDIA), "content-type");
            }
            Inquiry inquiry =
                    new Inquiry(enquiry.requester(), "feed", new Nobody(), List.of(Services.IDENTITY), enquiry.act());
            return gate.disclose(
                    inquiry,
                    granted -> identity.staff(body, granted.permitFor(Services.IDENTITY), enquiry.requester()));
        });
    }
}
