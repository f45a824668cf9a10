package care.weald.gateway.fhir;

import care.weald.gateway.fhir.AccessLogReads.Asked;
import care.weald.gateway.upstream.Event.Act;
import care.weald.gateway.upstream.Whom.ByPerson;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Who has used a person's record, in plain words (row A6), for a privacy officer whom the person has asked. */
@Path("/fhir")
public class AccessLogResource {

    private static final String ROUTE = "/fhir/Patient/{id}/$access-log";
    private static final Act READ = new Act("operation", "E", "Patient/{id}/$access-log", "");

    private final AccessLogReads reads;

    AccessLogResource(AccessLogReads reads) {
        this.reads = reads;
    }

    @GET
    @Authenticated
    @Path("/Patient/{id}/$access-log")
    @Operation(summary = "Who has used a patient's record, in plain words, as JSON or as a page to read")
    public Uni<Response> ofPatient(@Context RoutingContext context, @PathParam("id") String id) {
        return reads.serve(
                context,
                ROUTE,
                READ,
                enquiry -> new Asked(
                        "audit", new ByPerson(PatientReference.person(id, "id")), "Patient/" + id + "/$access-log"));
    }
}
