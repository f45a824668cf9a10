package care.weald.gateway.fhir;

import care.weald.gateway.enforcement.DisclosureGate;
import care.weald.gateway.enforcement.Inquiry;
import care.weald.gateway.upstream.Event.Act;
import care.weald.gateway.upstream.RecordClient;
import care.weald.gateway.upstream.Services;
import care.weald.gateway.upstream.Whom.Nobody;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** How each partner's feed stands, for whoever may read the directory. */
@Path("/feeds")
public class FreshnessResource {

    private static final Act READ = new Act("read", "R", "feeds", "");

    private final Desk desk;
    private final DisclosureGate gate;
    private final RecordClient records;

    FreshnessResource(Desk desk, DisclosureGate gate, RecordClient records) {
        this.desk = desk;
        this.gate = gate;
        this.records = records;
    }

    @GET
    @Authenticated
    @Operation(summary = "Feeds: what each partner has promised, when it was last heard of, and which are late")
    public Uni<Response> feeds(@Context RoutingContext context) {
        return desk.plain(context, "/feeds", READ, enquiry -> {
            enquiry.parameters().mustBeAmong(Set.of());
            Inquiry inquiry = new Inquiry(
                    enquiry.requester(), "directory", new Nobody(), List.of(Services.RECORD), enquiry.act());
            return gate.disclose(
                    inquiry,
                    granted -> records.fetch("/feeds", granted.permitFor(Services.RECORD), enquiry.requester()));
        });
    }
}
