package care.weald.gateway.fhir;

import care.weald.gateway.enforcement.DisclosureGate;
import care.weald.gateway.enforcement.Inquiry;
import care.weald.gateway.outcome.Fault;
import care.weald.gateway.outcome.Fault.Kind;
import care.weald.gateway.outcome.Faulted;
import care.weald.gateway.platform.Format;
import care.weald.gateway.upstream.AuditClient;
import care.weald.gateway.upstream.Event.Act;
import care.weald.gateway.upstream.Services;
import care.weald.gateway.upstream.Whom.Nobody;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Decisions to erase who and whom from events of the audit trail: decided, audited and proved like everything else. */
@Path("/audit/erasures")
public class ErasureResource {

    private static final Act DECIDE = new Act("operation", "E", "AuditEvent/$erase", "");

    private final Desk desk;
    private final DisclosureGate gate;
    private final AuditClient audit;
    private final OperationBody bodies;

    ErasureResource(Desk desk, DisclosureGate gate, AuditClient audit, OperationBody bodies) {
        this.desk = desk;
        this.gate = gate;
        this.audit = audit;
        this.bodies = bodies;
    }

    @POST
    @Authenticated
    @Operation(summary = "Record that events shall lose their identifying part; members id, events, reason, approver")
    public Uni<Response> decide(@Context RoutingContext context, byte[] body) {
        return desk.plain(context, "/audit/erasures", DECIDE, enquiry -> {
            enquiry.parameters().mustBeAmong(Set.of());
            if (Desk.sent(context) == Format.XML) {
                throw new Faulted(Fault.of(Kind.UNSUPPORTED_MEDIA), "content-type");
            }
            Uni<byte[]> content = bodies.json(context, body);
            Inquiry inquiry = new Inquiry(enquiry.requester(), "audit", new Nobody(), List.of(), DECIDE);
            return gate.disclose(
                    inquiry,
                    granted -> content.chain(
                            json -> audit.erase(json, granted.permitFor(Services.AUDIT), enquiry.requester())));
        });
    }
}
