package care.weald.gateway.fhir;

import care.weald.gateway.outcome.Fault;
import care.weald.gateway.outcome.Fault.Kind;
import care.weald.gateway.outcome.Faulted;
import care.weald.gateway.upstream.Event.Act;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.vertx.MultiHelper;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Files of resources of any type that a feed may hold. */
@Path("/fhir/$import")
public class ImportResource {

    /** Where files are sent. */
    static final String IMPORT = "$import";

    private static final Act ACT = new Act("operation", "C", IMPORT, "");

    private final Desk desk;
    private final NdjsonFeed feed;

    ImportResource(Desk desk, NdjsonFeed feed) {
        this.desk = desk;
        this.feed = feed;
    }

    @POST
    @Authenticated
    @Operation(summary = "Send a file of resources, one a line (NDJSON); the answer comes when all of it is stored")
    public Uni<Response> take(@Context RoutingContext context) {
        return desk.serve(context, "/fhir/$import", ACT, enquiry -> {
            enquiry.parameters().mustBeAmong(Set.of());
            if (!BulkResource.isLines(context.request().getHeader("Content-Type"))) {
                throw new Faulted(Fault.of(Kind.UNSUPPORTED_MEDIA), "content-type");
            }
            return feed.take(enquiry, MultiHelper.toMulti(context.request()));
        });
    }
}
