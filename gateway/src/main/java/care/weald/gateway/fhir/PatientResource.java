package care.weald.gateway.fhir;

import care.weald.gateway.enforcement.Answer;
import care.weald.gateway.enforcement.Inquiry;
import care.weald.gateway.enforcement.RelationshipClaims;
import care.weald.gateway.outcome.Fault;
import care.weald.gateway.outcome.Fault.Kind;
import care.weald.gateway.outcome.Faulted;
import care.weald.gateway.platform.Format;
import care.weald.gateway.upstream.Event.Act;
import care.weald.gateway.upstream.Whom.ByPerson;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Patient: whom the record is about. */
@Path("/fhir")
public class PatientResource {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Act SEARCH = new Act("search", "E", "Patient", "");
    private static final Act READ = new Act("read", "R", "Patient/{id}", "");
    private static final Act RECORD = new Act("operation", "E", "Patient/{id}/$record", "");
    private static final Act EVERYTHING = new Act("operation", "E", "Patient/{id}/$everything", "");
    private static final Act CLAIM = new Act("operation", "E", "Patient/{id}/$claim-relationship", "");

    private final Desk desk;
    private final PatientReads reads;
    private final RelationshipClaims claims;
    private final Xml xml;

    PatientResource(Desk desk, PatientReads reads, RelationshipClaims claims, Xml xml) {
        this.desk = desk;
        this.reads = reads;
        this.claims = claims;
        this.xml = xml;
    }

    @GET
    @Authenticated
    @Path("/Patient")
    @Operation(summary = "Find the patient with an identifier, such as the NHS number (IHE PDQm ITI-78)")
    public Uni<Response> search(@Context RoutingContext context) {
        return desk.serve(context, "/fhir/Patient", SEARCH, enquiry -> reads.search(enquiry, enquiry.parameters()));
    }

    @POST
    @Authenticated
    @Path("/Patient/_search")
    @Operation(summary = "Find the patient with an identifier, which stays out of the URL (IHE PDQm ITI-78)")
    public Uni<Response> searchByForm(@Context RoutingContext context, byte[] body) {
        return desk.serve(
                context,
                "/fhir/Patient/_search",
                SEARCH,
                enquiry -> reads.search(enquiry, enquiry.parameters().and(Desk.form(context, body))));
    }

    @GET
    @Authenticated
    @Path("/Patient/{id}")
    @Operation(summary = "Read a patient")
    public Uni<Response> read(@Context RoutingContext context, @PathParam("id") String id) {
        return desk.serve(context, "/fhir/Patient/{id}", READ, enquiry -> reads.read(enquiry, id));
    }

    @GET
    @Authenticated
    @Path("/Patient/{id}/$record")
    @Operation(summary = "The record of a patient, with one List for each information category")
    public Uni<Response> record(@Context RoutingContext context, @PathParam("id") String id) {
        return desk.serve(context, "/fhir/Patient/{id}/$record", RECORD, enquiry -> reads.record(enquiry, id));
    }

    @GET
    @Authenticated
    @Path("/Patient/{id}/$everything")
    @Operation(summary = "All that the caller may see of a patient (FHIR R4 Patient/$everything)")
    public Uni<Response> everything(@Context RoutingContext context, @PathParam("id") String id) {
        return desk.serve(
                context, "/fhir/Patient/{id}/$everything", EVERYTHING, enquiry -> reads.everything(enquiry, id));
    }

    @POST
    @Authenticated
    @Path("/Patient/{id}/$claim-relationship")
    @Operation(summary = "Claim, for a stated reason, to care for a patient whose organisation holds no registration")
    public Uni<Response> claim(@Context RoutingContext context, @PathParam("id") String id, byte[] body) {
        return desk.serve(context, "/fhir/Patient/{id}/$claim-relationship", CLAIM, enquiry -> {
            Uni<byte[]> json = Desk.sent(context) == Format.XML
                    ? xml.toJson(body)
                    : Uni.createFrom().item(body);
            return json.chain(parameters -> claim(enquiry, id, parameters));
        });
    }

    private Uni<Answer> claim(Enquiry enquiry, String id, byte[] parameters) {
        Inquiry inquiry = new Inquiry(
                enquiry.requester(),
                "claim",
                new ByPerson(PatientReference.person(id, "id")),
                List.of(),
                enquiry.act("Patient/" + id + "/$claim-relationship", new Parameters(List.of())));
        return claims.claim(inquiry, reason(parameters));
    }

    private static String reason(byte[] parameters) {
        try {
            for (JsonNode parameter : JSON.readTree(parameters).path("parameter")) {
                if (parameter.path("name").asText().equals("reason")
                        && parameter.path("valueString").isTextual()) {
                    return parameter.path("valueString").textValue();
                }
            }
        } catch (IOException e) {
            throw Xml.unreadable();
        }
        throw new Faulted(Fault.of(Kind.MISSING_PARAMETER).at("reason"), "reason");
    }
}
