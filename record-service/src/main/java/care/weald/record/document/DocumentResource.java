package care.weald.record.document;

import care.weald.record.category.Classifier;
import care.weald.record.document.DocumentRepository.Shown;
import care.weald.record.item.Disclosure;
import care.weald.record.item.ItemId;
import care.weald.record.permit.Permission.Denied;
import care.weald.record.permit.Permission.Granted;
import care.weald.record.permit.Permit;
import care.weald.record.permit.PermitReader;
import care.weald.record.platform.Problem;
import care.weald.record.platform.Problem.Kind;
import io.quarkus.security.Authenticated;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.unchecked.Unchecked;
import io.vertx.core.Vertx;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** Reads the content of a document (IHE MHD ITI-68): its bytes, or the Binary that has them. */
@Path("/contents/{id}")
public class DocumentResource {

    private static final Set<String> READ = Set.of("read");
    private static final String FHIR = "application/fhir+json";
    private static final int MUCH = 65_536;

    private final PermitReader permits;
    private final DocumentRepository documents;
    private final SecurityIdentity identity;
    private final Vertx vertx;

    DocumentResource(PermitReader permits, DocumentRepository documents, SecurityIdentity identity, Vertx vertx) {
        this.permits = permits;
        this.documents = documents;
        this.identity = identity;
        this.vertx = vertx;
    }

    /**
     * The content, as a Binary when {@code Accept} is FHIR JSON, else as {@code application/octet-stream} with its own
     * type in {@code Weald-Content-Type}; 404 when there is none in an item that the permit shows whole.
     */
    @GET
    @Authenticated
    @Operation(summary = "Read the content of a document")
    public Uni<Response> read(
            @HeaderParam("Weald-Permit") @Nullable String permit,
            @HeaderParam("Accept") @Nullable String accept,
            @PathParam("id") String id) {
        boolean fhir = accept != null && accept.startsWith(FHIR);
        return permits.read(identity.getPrincipal(), permit, READ).chain(permission -> switch (permission) {
            case Denied denied -> Uni.createFrom().item(denied.problem().toResponse());
            case Granted granted -> read(granted.permit(), ItemId.parse(id), fhir);
        });
    }

    private Uni<Response> read(Permit permit, Optional<ItemId> id, boolean fhir) {
        return id.isEmpty()
                ? Uni.createFrom().item(absent(0))
                : documents
                        .read(permit, id.get())
                        .chain(found -> found.content()
                                .map(content -> shown(id.get(), content, fhir))
                                .orElseGet(() -> Uni.createFrom().item(absent(found.withheld()))));
    }

    private Uni<Response> shown(ItemId id, Shown content, boolean fhir) {
        Callable<Response> answer = () -> fhir ? binary(id, content) : raw(content);
        return content.bytes().length() < MUCH
                ? Uni.createFrom().item(Unchecked.supplier(answer::call))
                : Uni.createFrom()
                        .completionStage(
                                () -> vertx.executeBlocking(answer, false).toCompletionStage());
    }

    private static Response raw(Shown content) {
        return answer(content, content.bytes().getBytes())
                .type("application/octet-stream")
                .header("Weald-Content-Type", content.type())
                .build();
    }

    private static Response binary(ItemId id, Shown content) {
        return answer(content, json(id, content)).type(FHIR).build();
    }

    private static Response.ResponseBuilder answer(Shown content, byte[] body) {
        Disclosure disclosure = new Disclosure(List.of(content.category()), 1, 0, List.of(content.organisation()));
        return Response.ok(body)
                .header(
                        "Last-Modified",
                        DateTimeFormatter.RFC_1123_DATE_TIME.format(
                                content.receivedAt().atZone(ZoneOffset.UTC)))
                .header(Disclosure.HEADER, disclosure.toJson());
    }

    /** A FHIR Binary. All in it but the content is a code or an id of ours, or was held to a pattern. */
    private static byte[] json(ItemId id, Shown content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(content.bytes().length() / 3 * 4 + 600);
        out.writeBytes(ascii("{\"resourceType\":\"Binary\",\"id\":\"" + id + "\",\"meta\":{\"security\":[{\"system\":\""
                + Classifier.CONFIDENTIALITY + "\",\"code\":\"" + content.confidentiality()
                + "\"}]},\"contentType\":\"" + content.type() + "\",\"securityContext\":{\"reference\":\""
                + content.holder() + "\"},\"data\":\""));
        out.writeBytes(Base64.getEncoder().encode(content.bytes().getBytes()));
        out.writeBytes(ascii("\"}"));
        return out.toByteArray();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static Response absent(int withheld) {
        Response problem = Problem.of(Kind.NOT_FOUND, "There is no such document to be seen")
                .toResponse();
        return Response.fromResponse(problem)
                .header(Disclosure.HEADER, Disclosure.of(List.of(), withheld).toJson())
                .build();
    }
}
