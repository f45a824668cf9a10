package care.weald.consent.matrix;

import care.weald.consent.platform.Problem;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The matrix, for everybody to read: it says nothing about any person. */
@Path("/access-matrix")
public class MatrixResource {

    private final Matrices matrices;

    MatrixResource(Matrices matrices) {
        this.matrices = matrices;
    }

    /** The matrix in force, or of a version, 404 when there is none such: categories, role groups, every cell with its facets and notes, purposes and label rules. */
    @GET
    @PermitAll
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "The role-by-category matrix in force, or another version of it")
    public Uni<Response> matrix(@QueryParam("version") @DefaultValue("") String version) {
        return version.isEmpty()
                ? matrices.active()
                        .map(matrix -> Response.ok(MatrixJson.of(matrix)).build())
                : matrices.stored(version)
                        .map(found -> found.map(matrix ->
                                        Response.ok(MatrixJson.of(matrix)).build())
                                .orElseGet(() -> Problem.of(Problem.Kind.NOT_FOUND, "There is no such version")
                                        .toResponse()));
    }
}
