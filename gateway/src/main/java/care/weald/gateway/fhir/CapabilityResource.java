package care.weald.gateway.fhir;

import care.weald.gateway.outcome.Fault;
import care.weald.gateway.outcome.Fault.Kind;
import care.weald.gateway.outcome.Faults;
import care.weald.gateway.platform.Exchange;
import care.weald.gateway.platform.Format;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The CapabilityStatement, for everybody. */
@Path("/fhir")
public class CapabilityResource {

    private final Xml xml;
    private final byte[] statement;

    CapabilityResource(FhirConfig config, Xml xml) {
        this.xml = xml;
        this.statement = Capability.statement(config.publicBase());
    }

    @GET
    @PermitAll
    @Path("/metadata")
    @Operation(summary = "The CapabilityStatement")
    public Uni<Response> metadata(@Context RoutingContext context) {
        Exchange.of(context).routed("/fhir/metadata");
        Optional<Format> format = Desk.wanted(context.request());
        if (format.isEmpty()) {
            return Uni.createFrom().item(() -> Faults.response(context, Fault.of(Kind.NOT_ACCEPTABLE)));
        }
        Uni<byte[]> body = format.get() == Format.XML
                ? xml.fromJson(statement)
                : Uni.createFrom().item(statement);
        return body.map(bytes -> Response.ok(bytes)
                .header("Content-Type", format.get().mediaType())
                .build());
    }
}
