package care.weald.gateway.fhir;

import care.weald.gateway.enforcement.Answer;
import care.weald.gateway.enforcement.Inquiry;
import care.weald.gateway.enforcement.RelationshipClaims;
import care.weald.gateway.platform.Format;
import care.weald.gateway.upstream.Event.Act;
import care.weald.gateway.upstream.Whom;
import care.weald.gateway.upstream.Whom.ByPerson;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Patient: whom the record is about. */
@Path("/fhir")
public class PatientResource {

    private static final Act SEARCH = new Act("search", "E", "Patient", "");
    private static final Act READ = new Act("read", "R", "Patient/{id}", "");
    private static final Act CONTACTS = new Act("search", "E", "RelatedPerson", "");
    private static final Act RECORD = new Act("operation", "E", "Patient/{id}/$record", "");
    private static final Act EVERYTHING = new Act("operation", "E", "Patient/{id}/$everything", "");
    private static final Act CLAIM = new Act("operation", "E", "Patient/{id}/$claim-relationship", "");
    private static final Act OVERRIDE = new Act("operation", "E", "Patient/{id}/$override", "");
    private static final Act OVERRIDE_BY_IDENTIFIER = new Act("operation", "E", "Patient/$override", "");
    private static final Act CLAIM_BY_IDENTIFIER = new Act("operation", "E", "Patient/$claim-relationship", "");

    private final Desk desk;
    private final PatientReads reads;
    private final PeopleReads people;
    private final RelationshipClaims claims;
    private final Xml xml;

    PatientResource(Desk desk, PatientReads reads, PeopleReads people, RelationshipClaims claims, Xml xml) {
        this.desk = desk;
        this.reads = reads;
        this.people = people;
        this.claims = claims;
        this.xml = xml;
    }

    @GET
    @Authenticated
    @Path("/Patient")
    @Operation(summary = "Find the patient with an identifier, or patients by demographics (IHE PDQm ITI-78)")
    public Uni<Response> search(@Context RoutingContext context) {
        return desk.serve(context, "/fhir/Patient", SEARCH, enquiry -> search(enquiry, enquiry.parameters()));
    }

    @POST
    @Authenticated
    @Path("/Patient/_search")
    @Operation(summary = "Find patients, with what is known of them kept out of the URL (IHE PDQm ITI-78)")
    public Uni<Response> searchByForm(@Context RoutingContext context, byte[] body) {
        return desk.serve(
                context,
                "/fhir/Patient/_search",
                SEARCH,
                enquiry -> search(enquiry, enquiry.parameters().and(Desk.form(context, body))));
    }

    /** With nothing to search by it is an identifier that is missing. */
    private Uni<Answer> search(Enquiry enquiry, Parameters parameters) {
        return PeopleReads.areAsked(parameters)
                ? people.search(enquiry, parameters)
                : reads.search(enquiry, parameters);
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
    @Path("/Patient/{id}/RelatedPerson")
    @Operation(summary = "Whom to ring for a patient, by source and rank; nobody for a restricted patient")
    public Uni<Response> contacts(@Context RoutingContext context, @PathParam("id") String id) {
        return desk.serve(
                context, "/fhir/Patient/{id}/RelatedPerson", CONTACTS, enquiry -> people.contacts(enquiry, id));
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
            Whom whom = new ByPerson(PatientReference.person(id, "id"));
            return form(context, body)
                    .chain(form -> claim(enquiry, "Patient/" + id + "/$claim-relationship", whom, form.reason()));
        });
    }

    @POST
    @Authenticated
    @Path("/Patient/$claim-relationship")
    @Operation(
            summary = "Claim, for a stated reason, to care for the patient with an identifier",
            description =
                    "Parameters: identifier (valueIdentifier, such as the NHS number) and reason (valueString); at"
                            + " most 16 KiB. Answers Parameters: when the claim ends (expires) and the patient's id (patient)")
    public Uni<Response> claimByIdentifier(@Context RoutingContext context, byte[] body) {
        return desk.serve(
                context,
                "/fhir/Patient/$claim-relationship",
                CLAIM_BY_IDENTIFIER,
                enquiry -> form(context, body)
                        .chain(form -> claim(enquiry, CLAIM_BY_IDENTIFIER.path(), form.whom(), form.reason())));
    }

    @POST
    @Authenticated
    @Path("/Patient/{id}/$override")
    @Operation(
            summary = "Set aside what hides a patient, in an emergency or the patient's best interests, for 15 minutes",
            description = "Parameters: code (valueCode, SCR-AlertReason: 1 public interest, 2 statute, 3 court order,"
                    + " 4 self-claimed emergency, 5 emergency, 6 other) and reason (valueString). It is bound to the user, the"
                    + " patient and the client; all that is done by it is told to those who watch")
    public Uni<Response> override(@Context RoutingContext context, @PathParam("id") String id, byte[] body) {
        return desk.serve(context, "/fhir/Patient/{id}/$override", OVERRIDE, enquiry -> {
            Whom whom = new ByPerson(PatientReference.person(id, "id"));
            return form(context, body).chain(form -> override(enquiry, "Patient/" + id + "/$override", whom, form));
        });
    }

    @POST
    @Authenticated
    @Path("/Patient/$override")
    @Operation(summary = "The same for the patient with an identifier (valueIdentifier)")
    public Uni<Response> overrideByIdentifier(@Context RoutingContext context, byte[] body) {
        return desk.serve(
                context,
                "/fhir/Patient/$override",
                OVERRIDE_BY_IDENTIFIER,
                enquiry -> form(context, body)
                        .chain(form -> override(enquiry, OVERRIDE_BY_IDENTIFIER.path(), form.whom(), form)));
    }

    private Uni<Answer> override(Enquiry enquiry, String path, Whom whom, ClaimForm form) {
        Act act = enquiry.act(path, new Parameters(List.of()));
        return claims.override(
                new Inquiry(enquiry.requester(), "override", whom, List.of(), act), form.code(), form.reason());
    }

    private Uni<ClaimForm> form(RoutingContext context, byte[] body) {
        ClaimForm.checkSize(body);
        return (Desk.sent(context) == Format.XML
                        ? xml.toJson(body)
                        : Uni.createFrom().item(body))
                .map(ClaimForm::read);
    }

    private Uni<Answer> claim(Enquiry enquiry, String path, Whom whom, String reason) {
        Act act = enquiry.act(path, new Parameters(List.of()));
        return claims.claim(new Inquiry(enquiry.requester(), "claim", whom, List.of(), act), reason);
    }
}
