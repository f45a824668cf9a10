package care.weald.gateway.fhir;

import care.weald.gateway.enforcement.Answer;
import care.weald.gateway.upstream.Event.Act;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Clinical items, the directory, and the audit trail, by type. */
@Path("/fhir")
public class ItemResource {

    /** An item's id is longer (ADR 0007). */
    private static final int UUID_LENGTH = 36;

    private final Desk desk;
    private final ItemReads reads;
    private final ObjectionReads objections;
    private final Watch watch;

    ItemResource(Desk desk, ItemReads reads, ObjectionReads objections, Watch watch) {
        this.desk = desk;
        this.reads = reads;
        this.objections = objections;
        this.watch = watch;
    }

    @GET
    @Authenticated
    @Path("/{type}")
    @Operation(
            summary =
                    "Search a resource type, clinical types by patient (IHE QEDm PCC-44, ITI-81); DetectedIssue without one:"
                            + " alerts of monitoring by code, severity, status and identified")
    public Uni<Response> search(@Context RoutingContext context, @PathParam("type") String type) {
        return desk.serve(
                context, "/fhir/{type}", searching(type), enquiry -> search(enquiry, type, enquiry.parameters()));
    }

    @POST
    @Authenticated
    @Path("/{type}/_search")
    @Operation(summary = "Search a resource type with the parameters in a form")
    public Uni<Response> searchByForm(@Context RoutingContext context, @PathParam("type") String type, byte[] body) {
        return desk.serve(context, "/fhir/{type}/_search", searching(type), enquiry -> {
            Parameters all = enquiry.parameters().and(Desk.form(context, body));
            return search(enquiry, type, all);
        });
    }

    /** A Consent is an item, such as an advance decision, unless it says what an objection came to. */
    private Uni<Answer> search(Enquiry enquiry, String type, Parameters parameters) {
        if (Watch.areAlerts(type, parameters)) {
            return watch.alerts(enquiry, parameters);
        }
        return type.equals("Consent") && ObjectionReads.areConsentsAsked(parameters)
                ? objections.consents(enquiry, parameters)
                : reads.search(enquiry, type, parameters);
    }

    @GET
    @Authenticated
    @Path("/{type}/{id}")
    @Operation(summary = "Read a resource")
    public Uni<Response> read(
            @Context RoutingContext context, @PathParam("type") String type, @PathParam("id") String id) {
        Act act = new Act("read", "R", known(type) + "/{id}", "");
        return desk.serve(context, "/fhir/{type}/{id}", act, enquiry -> readItem(enquiry, type, id));
    }

    @GET
    @Authenticated
    @Path("/{type}/{id}/_history")
    @Operation(
            summary = "The versions of a clinical resource, the newest first",
            description = "Each as the caller may see both it and the current version")
    public Uni<Response> history(
            @Context RoutingContext context, @PathParam("type") String type, @PathParam("id") String id) {
        Act act = new Act("history-instance", "R", known(type) + "/{id}/_history", "");
        return desk.serve(context, "/fhir/{type}/{id}/_history", act, enquiry -> reads.history(enquiry, type, id, ""));
    }

    @GET
    @Authenticated
    @Path("/{type}/{id}/_history/{vid}")
    @Operation(summary = "Read a version of a clinical resource")
    public Uni<Response> version(
            @Context RoutingContext context,
            @PathParam("type") String type,
            @PathParam("id") String id,
            @PathParam("vid") String version) {
        Act act = new Act("vread", "R", known(type) + "/{id}/_history/{vid}", "");
        return desk.serve(
                context, "/fhir/{type}/{id}/_history/{vid}", act, enquiry -> reads.history(enquiry, type, id, version));
    }

    private Uni<Answer> readItem(Enquiry enquiry, String type, String id) {
        enquiry.parameters()
                .mustBeAmong(
                        Served.CLINICAL.containsKey(type) ? java.util.Set.of(SeenReads.PARAMETER) : java.util.Set.of());
        boolean outcome = type.equals("Consent") && id.length() == UUID_LENGTH;
        return outcome && !SeenReads.areAsked(enquiry.parameters())
                ? objections.consent(enquiry, PatientReference.person(id, "id"))
                : reads.read(enquiry, type, id);
    }

    private static Act searching(String type) {
        return new Act("search", "E", known(type), "");
    }

    /** The type, where it is one: the audit trail is not a place for what callers make up. */
    private static String known(String type) {
        return Served.types().contains(type) ? type : "{type}";
    }
}
