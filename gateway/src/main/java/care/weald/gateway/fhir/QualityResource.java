package care.weald.gateway.fhir;

import care.weald.gateway.upstream.Event.Act;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The quality of what partners send, told to them. */
@Path("/fhir")
public class QualityResource {

    private static final Act REPORTS = new Act("search", "E", "MeasureReport", "");

    private final Desk desk;
    private final QualityReads quality;

    QualityResource(Desk desk, QualityReads quality) {
        this.desk = desk;
        this.quality = quality;
    }

    @GET
    @Authenticated
    @Path("/MeasureReport")
    @Operation(summary = "How many of the items that an organisation sent have which fault, by category")
    public Uni<Response> reports(@Context RoutingContext context) {
        return desk.serve(context, "/fhir/MeasureReport", REPORTS, quality::reports);
    }
}
