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
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The CapabilityStatement, for everybody. */
@Path("/fhir")
public class CapabilityResource {

    private final Xml xml;
    private final byte[] statement;
    private final byte[] categories;

    CapabilityResource(FhirConfig config, Xml xml) {
        this.xml = xml;
        this.statement = Capability.statement(config.publicBase());
        this.categories = resource("/information-category.json");
    }

    @GET
    @PermitAll
    @Path("/metadata")
    @Operation(summary = "The CapabilityStatement")
    public Uni<Response> metadata(@Context RoutingContext context) {
        return answer(context, "/fhir/metadata", statement);
    }

    @GET
    @PermitAll
    @Path("/CodeSystem/information-category")
    @Operation(summary = "The 22 information categories")
    public Uni<Response> categories(@Context RoutingContext context) {
        return answer(context, "/fhir/CodeSystem/information-category", categories);
    }

    private Uni<Response> answer(RoutingContext context, String route, byte[] json) {
        Exchange.of(context).routed(route);
        Optional<Format> format = Desk.wanted(context.request());
        if (format.isEmpty()) {
            return Uni.createFrom().item(() -> Faults.response(context, Fault.of(Kind.NOT_ACCEPTABLE)));
        }
        Uni<byte[]> body = format.get() == Format.XML
                ? xml.fromJson(json)
                : Uni.createFrom().item(json);
        return body.map(bytes -> Response.ok(bytes)
                .header("Content-Type", format.get().mediaType())
                .build());
    }

    private static byte[] resource(String name) {
        try (InputStream in = CapabilityResource.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is missing");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
