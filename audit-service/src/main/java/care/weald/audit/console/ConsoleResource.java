package care.weald.audit.console;

import care.weald.audit.platform.Problem;
import care.weald.audit.platform.Problem.Kind;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The console's files, for the gateway, which asks in its own name and says what each is. */
@Path("/console")
public class ConsoleResource {

    private final ConsoleFiles files;

    ConsoleResource(ConsoleFiles files) {
        this.files = files;
    }

    @GET
    @Authenticated
    @Path("{file}")
    @Operation(summary = "A file of the console, the web page for privacy officers")
    public Uni<Response> file(@PathParam("file") String name) {
        return Uni.createFrom()
                .item(() -> files.named(name)
                        .map(file -> Response.ok(file.bytes())
                                .type("application/octet-stream")
                                .header("ETag", file.tag())
                                .build())
                        .orElseGet(() -> Problem.of(Kind.NOT_FOUND, "The console has no such file")
                                .toResponse()));
    }
}
