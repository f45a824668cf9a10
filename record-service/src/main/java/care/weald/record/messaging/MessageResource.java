package care.weald.record.messaging;

import care.weald.record.messaging.MessageBundle.Conversion;
import care.weald.record.permit.Permission.Denied;
import care.weald.record.permit.Permission.Granted;
import care.weald.record.permit.PermitReader;
import care.weald.record.platform.Problem;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.quarkus.security.Authenticated;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** FHIR messages as the Bundles that they are fed as (services.md, record-service). Nothing is stored here. */
@Path("/conversions")
public class MessageResource {

    private static final Set<String> FEED = Set.of("feed");
    private static final ObjectMapper ASCII = JsonMapper.builder()
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII.mappedFeature())
            .build();

    private final PermitReader permits;
    private final SecurityIdentity identity;
    private final Vertx vertx;

    MessageResource(PermitReader permits, SecurityIdentity identity, Vertx vertx) {
        this.permits = permits;
        this.identity = identity;
        this.vertx = vertx;
    }

    /** The transaction of a message, with what its answer repeats in the header {@code Weald-Message}; or why it is none. */
    @POST
    @Path("/message")
    @Authenticated
    @Consumes({"application/fhir+json", MediaType.APPLICATION_JSON})
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "Make a transaction Bundle of a message Bundle")
    public Uni<Response> convert(@HeaderParam("Weald-Permit") @Nullable String permit, byte @Nullable [] body) {
        byte[] content = body == null ? new byte[0] : body;
        return permits.read(identity.getPrincipal(), permit, FEED).chain(permission -> switch (permission) {
            case Denied denied -> answer(denied.problem());
            case Granted granted ->
                Uni.createFrom()
                        .completionStage(
                                () -> vertx.executeBlocking(() -> response(MessageBundle.convert(content)), false)
                                        .toCompletionStage());
        });
    }

    private static Response response(Conversion conversion) throws JsonProcessingException {
        return switch (conversion) {
            case Conversion.Rejected rejected -> rejected.fault().toProblem().toResponse();
            case Conversion.Converted converted ->
                Response.ok(ASCII.writeValueAsBytes(converted.bundle()), "application/fhir+json")
                        .header("Weald-Message", ASCII.writeValueAsString(converted.header()))
                        .build();
        };
    }

    private static Uni<Response> answer(Problem problem) {
        return Uni.createFrom().item(problem::toResponse);
    }
}
