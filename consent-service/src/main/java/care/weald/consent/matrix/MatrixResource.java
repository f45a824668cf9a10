package care.weald.consent.matrix;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The matrix, for everybody to read: it says nothing about any person. */
@Path("/access-matrix")
public class MatrixResource {

    private final Matrices matrices;

    MatrixResource(Matrices matrices) {
        this.matrices = matrices;
    }

    /** The matrix in force: categories, role groups, every cell with its facets and notes, purposes and label rules. */
    @GET
    @PermitAll
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "The role-by-category matrix in force")
    public Uni<ObjectNode> matrix() {
        return matrices.active().map(MatrixJson::of);
    }
}
