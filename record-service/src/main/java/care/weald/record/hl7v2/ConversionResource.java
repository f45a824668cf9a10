package care.weald.record.hl7v2;

import care.weald.record.hl7v2.Converter.Conversion;
import care.weald.record.hl7v2.Converter.Received;
import care.weald.record.permit.Permission.Denied;
import care.weald.record.permit.Permission.Granted;
import care.weald.record.permit.PermitReader;
import care.weald.record.platform.Problem;
import care.weald.record.platform.Problem.Kind;
import care.weald.record.token.Caller;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** HL7 v2 messages as the Bundles that they are fed as (services.md, record-service). Nothing is stored here. */
@Path("/conversions")
public class ConversionResource {

    private static final Set<String> FEED = Set.of("feed");
    private static final String MESSAGE = "Weald-Message";
    private static final ObjectMapper ASCII = JsonMapper.builder()
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII.mappedFeature())
            .build();

    private final PermitReader permits;
    private final Hl7Config config;
    private final SecurityIdentity identity;
    private final Clock clock;
    private final Vertx vertx;

    ConversionResource(PermitReader permits, Hl7Config config, SecurityIdentity identity, Clock clock, Vertx vertx) {
        this.permits = permits;
        this.config = config;
        this.identity = identity;
        this.clock = clock;
        this.vertx = vertx;
    }

    /** The Bundle of a message, what an acknowledgement needs in the header {@code Weald-Message}; or why it is not taken. */
    @POST
    @Path("/hl7v2")
    @Authenticated
    @Consumes({"application/hl7-v2", "x-application/hl7-v2+er7", MediaType.APPLICATION_OCTET_STREAM})
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "Make a transaction Bundle of an HL7 v2 message in ER7")
    public Uni<Response> convert(
            @HeaderParam("Weald-Permit") @Nullable String permit,
            @HeaderParam("Weald-Charset") @Nullable String charset,
            byte @Nullable [] body) {
        byte[] content = body == null ? new byte[0] : body;
        if (content.length > config.maxBytes()) {
            return answer(Problem.of(Kind.TOO_LARGE, "The message is over the limit"));
        }
        return permits.read(identity.getPrincipal(), permit, FEED).chain(permission -> switch (permission) {
            case Denied denied -> answer(denied.problem());
            case Granted granted ->
                identity.getPrincipal() instanceof Caller caller
                        ? converted(
                                caller.organisation(),
                                new Received(content, charset == null ? "" : charset, clock.instant()))
                        : answer(Problem.of(Kind.UNAUTHENTICATED, "The caller is not known"));
        });
    }

    private Uni<Response> converted(String organisation, Received received) {
        Converter converter = new Converter(
                organisation, config.systems().getOrDefault(organisation, Map.of()), config.processingIds());
        return Uni.createFrom()
                .completionStage(() -> vertx.executeBlocking(
                                () -> response(converter.convert(received), received.content()), false)
                        .toCompletionStage());
    }

    private static Response response(Conversion conversion, byte[] content) throws JsonProcessingException {
        ObjectNode header = JsonNodeFactory.instance.objectNode();
        Er7.header(content).ifPresent(msh -> Headers.write(msh, header));
        return switch (conversion) {
            case Conversion.Rejected rejected ->
                Response.fromResponse(rejected.refusal().toProblem().toResponse())
                        .header(MESSAGE, ASCII.writeValueAsString(header))
                        .build();
            case Conversion.Converted converted -> {
                Optional.of(converted)
                        .flatMap(Conversion.Converted::merge)
                        .ifPresent(merge -> header.putObject("merge")
                                .put("former", merge.former())
                                .put("kept", merge.kept()));
                yield Response.ok(ASCII.writeValueAsBytes(converted.bundle()), "application/fhir+json")
                        .header(MESSAGE, ASCII.writeValueAsString(header))
                        .build();
            }
        };
    }

    private static Uni<Response> answer(Problem problem) {
        return Uni.createFrom().item(problem::toResponse);
    }
}
