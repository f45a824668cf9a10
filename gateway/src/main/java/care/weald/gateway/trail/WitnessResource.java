package care.weald.gateway.trail;

import care.weald.gateway.outcome.Fault;
import care.weald.gateway.outcome.Fault.Kind;
import care.weald.gateway.outcome.Faults;
import care.weald.gateway.partner.Partner;
import care.weald.gateway.partner.Requester;
import care.weald.gateway.platform.Exchange;
import care.weald.gateway.upstream.AuditClient;
import care.weald.gateway.upstream.Fetched;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Where a partner's witness hands in what it has cosigned. It discloses nothing, so there is nothing to decide. */
@Path("/audit/cosignatures")
public class WitnessResource {

    private static final String ROUTE = "/audit/cosignatures";
    private static final int LONGEST = 16_384;

    private final AuditClient audit;

    WitnessResource(AuditClient audit) {
        this.audit = audit;
    }

    @POST
    @Authenticated
    @Operation(summary = "Hand in a published head with a witness's cosignature (text/plain); for partners' systems")
    public Uni<Response> cosigned(@Context RoutingContext context, byte[] note) {
        Exchange.of(context).routed(ROUTE);
        return switch (Partner.of(context).orElse(null)) {
            case Partner.Known partner -> {
                Exchange.of(context).actingFor(partner.caller().organisation());
                yield take(context, new Requester(partner, Exchange.of(context)), note);
            }
            case Partner.Unfit unfit -> fault(context, unfit.fault());
            case null -> fault(context, Fault.of(Kind.UNAUTHENTICATED));
        };
    }

    private Uni<Response> take(RoutingContext context, Requester requester, byte[] note) {
        String type = context.request().getHeader("Content-Type");
        if (type == null || !type.startsWith("text/plain")) {
            return fault(context, Fault.of(Kind.UNSUPPORTED_MEDIA));
        }
        if (note.length > LONGEST) {
            return fault(context, Fault.of(Kind.TOO_LARGE));
        }
        if (!requester.partner().caller().roles().isEmpty()) {
            return fault(context, Fault.of(Kind.REFUSED).because("system"));
        }
        return audit.cosigned(note, requester).map(fetched -> switch (fetched) {
            case Fetched.Content _ -> Response.noContent().build();
            case Fetched.Missing _ -> Faults.response(context, Fault.of(Kind.NOT_FOUND));
            case Fetched.Invalid invalid -> Faults.response(context, invalid.fault());
        });
    }

    private static Uni<Response> fault(RoutingContext context, Fault fault) {
        return Uni.createFrom().item(() -> Faults.response(context, fault));
    }
}
