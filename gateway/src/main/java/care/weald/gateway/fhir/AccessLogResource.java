package care.weald.gateway.fhir;

import care.weald.gateway.enforcement.Answer;
import care.weald.gateway.enforcement.DisclosureGate;
import care.weald.gateway.enforcement.Inquiry;
import care.weald.gateway.platform.Format;
import care.weald.gateway.upstream.AuditClient;
import care.weald.gateway.upstream.Event.Act;
import care.weald.gateway.upstream.Services;
import care.weald.gateway.upstream.Whom.ByPerson;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Who has used a person's record, in plain words (rows A6 and D8), for a privacy officer whom the person has asked. */
@Path("/fhir")
public class AccessLogResource {

    private static final String ROUTE = "/fhir/Patient/{id}/$access-log";
    private static final Act READ = new Act("operation", "E", "Patient/{id}/$access-log", "");
    private static final Set<String> PARAMETERS = Set.of("date", "_count", "_cursor");

    /** What a browser may do with the page: use the console's style sheets. */
    private static final String POLICY =
            "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private final Desk desk;
    private final DisclosureGate gate;
    private final AuditClient audit;

    AccessLogResource(Desk desk, DisclosureGate gate, AuditClient audit) {
        this.desk = desk;
        this.gate = gate;
        this.audit = audit;
    }

    @GET
    @Authenticated
    @Path("/Patient/{id}/$access-log")
    @Operation(summary = "Who has used a patient's record, in plain words, as JSON or as a page to read")
    public Uni<Response> ofPatient(@Context RoutingContext context, @PathParam("id") String id) {
        Optional<SummaryForm> form = form(context.request());
        boolean page = form.filter(one -> one == SummaryForm.PAGE).isPresent();
        Desk.Route route = new Desk.Route(ROUTE, READ, form.map(one -> Format.JSON));
        return desk.serve(context, route, enquiry -> read(enquiry, id, page))
                .map(answer -> formed(context, answer, page));
    }

    private Uni<Answer> read(Enquiry enquiry, String id, boolean page) {
        Parameters asked = enquiry.parameters().without(Set.of());
        asked.mustBeAmong(PARAMETERS);
        Inquiry inquiry = new Inquiry(
                enquiry.requester(),
                "audit",
                new ByPerson(PatientReference.person(id, "id")),
                List.of(),
                enquiry.act("Patient/" + id + "/$access-log", asked));
        return gate.disclose(
                inquiry,
                granted ->
                        audit.accessLog(asked.toQuery(), page, granted.permitFor(Services.AUDIT), enquiry.requester()));
    }

    /** The form that is wanted; XML there is none of. */
    private static Optional<SummaryForm> form(HttpServerRequest request) {
        String query = request.query();
        String parameter = query != null && query.contains("_format=") ? request.getParam("_format") : null;
        return SummaryForm.wanted(request.getHeader("Accept"), parameter, null).filter(form -> form != SummaryForm.XML);
    }

    private static Response formed(RoutingContext context, Response answer, boolean page) {
        if (answer.getStatus() != 200) {
            return answer;
        }
        Response.ResponseBuilder formed = Response.fromResponse(answer).header("Content-Type", null);
        if (!page) {
            return formed.header("Content-Type", MediaType.APPLICATION_JSON).build();
        }
        Desk.underAPolicyOfItsOwn(context);
        return formed.header("Content-Type", "text/html;charset=utf-8")
                .header("Content-Security-Policy", POLICY)
                .build();
    }
}
