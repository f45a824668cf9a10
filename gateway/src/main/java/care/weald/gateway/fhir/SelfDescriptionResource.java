package care.weald.gateway.fhir;

import care.weald.gateway.platform.Exchange;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** What the gateway says about itself, to everybody. */
@Path("/")
public class SelfDescriptionResource {

    private final FhirConfig config;
    private final PublicMatrix matrix;

    SelfDescriptionResource(FhirConfig config, PublicMatrix matrix) {
        this.config = config;
        this.matrix = matrix;
    }

    @GET
    @PermitAll
    @Path(".well-known/smart-configuration")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "SMART App Launch configuration")
    public Uni<String> smart(@Context RoutingContext context) {
        Exchange.of(context).routed("/.well-known/smart-configuration");
        ObjectNode smart = JsonNodeFactory.instance.objectNode();
        put(smart, "issuer", config.issuer());
        put(smart, "authorization_endpoint", config.authorizationEndpoint());
        put(smart, "token_endpoint", config.tokenEndpoint());
        smart.putArray("token_endpoint_auth_methods_supported")
                .add("private_key_jwt")
                .add("client_secret_basic");
        smart.putArray("grant_types_supported").add("authorization_code").add("client_credentials");
        smart.putArray("code_challenge_methods_supported").add("S256");
        smart.putArray("capabilities")
                .add("permission-v2")
                .add("permission-user")
                .add("client-confidential-asymmetric");
        return Uni.createFrom().item(smart.toString());
    }

    private static void put(ObjectNode smart, String name, String value) {
        if (!value.equals("-")) {
            smart.put(name, value);
        }
    }

    @GET
    @PermitAll
    @Path("access-matrix")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "Which job role sees which of the 22 information categories, and how much of it")
    public Uni<byte[]> accessMatrix(
            @Context RoutingContext context, @QueryParam("version") @DefaultValue("") String version) {
        Exchange.of(context).routed("/access-matrix");
        return matrix.version(version, Exchange.of(context));
    }
}
