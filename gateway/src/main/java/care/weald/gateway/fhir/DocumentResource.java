package care.weald.gateway.fhir;

import care.weald.gateway.outcome.Fault;
import care.weald.gateway.outcome.Fault.Kind;
import care.weald.gateway.outcome.Faults;
import care.weald.gateway.platform.Exchange;
import care.weald.gateway.platform.Format;
import care.weald.gateway.upstream.Event.Act;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Documents (IHE MHD); searched for as DocumentReference, provided with a feed. */
@Path("/fhir")
public class DocumentResource {

    private static final Act READ = new Act("read", "R", "Binary/{id}", "");
    private static final Act PLAN = new Act("operation", "E", "Patient/{id}/$treatment-escalation-plan", "");

    private final Desk desk;
    private final DocumentReads reads;

    DocumentResource(Desk desk, DocumentReads reads) {
        this.desk = desk;
        this.reads = reads;
    }

    @GET
    @Authenticated
    @Path("/Binary/{id}")
    @Operation(
            summary = "Read the content of a document (IHE MHD ITI-68)",
            description = "A Binary where Accept or _format names a FHIR format; else its bytes, to be saved as a file:"
                    + " with their own type where that is one that no browser runs, else as application/octet-stream."
                    + " 406 where the document is of no type that Accept names")
    public Uni<Response> read(@Context RoutingContext context, @PathParam("id") String id) {
        Exchange.of(context).routed("/fhir/Binary/{id}");
        Optional<DocumentForm> form = DocumentForm.of(context.request());
        return form.isEmpty()
                ? Uni.createFrom().item(() -> Faults.response(context, Fault.of(Kind.NOT_ACCEPTABLE)))
                : desk.in(
                        form.get().fhir().orElse(Format.JSON),
                        context,
                        READ,
                        enquiry -> reads.content(enquiry, id, form.get()));
    }

    @GET
    @Authenticated
    @Path("/Patient/{id}/$treatment-escalation-plan")
    @Operation(
            summary = "The one current treatment escalation plan, with the newest decision about resuscitation",
            description =
                    "A Bundle of exactly one DocumentReference; other plans that say they are current are named in"
                            + " a warning. 404 when there is none to be seen")
    public Uni<Response> treatmentPlan(@Context RoutingContext context, @PathParam("id") String id) {
        return desk.serve(
                context,
                "/fhir/Patient/{id}/$treatment-escalation-plan",
                PLAN,
                enquiry -> reads.treatmentPlan(enquiry, id));
    }
}
