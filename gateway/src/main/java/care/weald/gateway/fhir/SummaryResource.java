package care.weald.gateway.fhir;

import care.weald.gateway.enforcement.Answer;
import care.weald.gateway.platform.Format;
import care.weald.gateway.upstream.Event.Act;
import care.weald.gateway.upstream.Whom;
import care.weald.gateway.upstream.Whom.ByPerson;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The patient summary in FHIR JSON, FHIR XML and HTML (NHS England SCR-IPS draft, 09-API). */
@Path("/fhir")
public class SummaryResource {

    private static final String ROUTE = "/fhir/Patient/{id}/$summary";
    private static final String ROUTE_OF_TYPE = "/fhir/Patient/$summary";
    private static final Act SUMMARY = new Act("operation", "E", "Patient/{id}/$summary", "");
    private static final Act SUMMARY_OF_TYPE = new Act("operation", "E", "Patient/$summary", "");

    private final Desk desk;
    private final SummaryReads reads;
    private final OperationBody bodies;
    private final Vertx vertx;

    SummaryResource(Desk desk, SummaryReads reads, OperationBody bodies, Vertx vertx) {
        this.desk = desk;
        this.reads = reads;
        this.bodies = bodies;
        this.vertx = vertx;
    }

    @GET
    @Authenticated
    @Path("/Patient/{id}/$summary")
    @Operation(summary = "The patient summary, an IPS document, as FHIR JSON, FHIR XML or a page to read")
    public Uni<Response> summary(@Context RoutingContext context, @PathParam("id") String id) {
        return serve(context, ROUTE, SUMMARY, enquiry -> ofPerson(enquiry, id, enquiry.parameters()));
    }

    @POST
    @Authenticated
    @Path("/Patient/{id}/$summary")
    @Operation(summary = "The same, asked with FHIR Parameters or with nothing")
    public Uni<Response> summaryByForm(@Context RoutingContext context, @PathParam("id") String id, byte[] body) {
        return serve(
                context,
                ROUTE,
                SUMMARY,
                enquiry -> form(context, enquiry, body).chain(parameters -> ofPerson(enquiry, id, parameters)));
    }

    @GET
    @Authenticated
    @Path("/Patient/$summary")
    @Operation(summary = "The patient summary of whoever has an identifier, such as the NHS number")
    public Uni<Response> summaryByIdentifier(@Context RoutingContext context) {
        return serve(context, ROUTE_OF_TYPE, SUMMARY_OF_TYPE, enquiry -> ofIdentifier(enquiry, enquiry.parameters()));
    }

    @POST
    @Authenticated
    @Path("/Patient/$summary")
    @Operation(summary = "The same with the identifier in FHIR Parameters, out of the URL")
    public Uni<Response> summaryByIdentifierInForm(@Context RoutingContext context, byte[] body) {
        return serve(
                context,
                ROUTE_OF_TYPE,
                SUMMARY_OF_TYPE,
                enquiry -> form(context, enquiry, body).chain(parameters -> ofIdentifier(enquiry, parameters)));
    }

    private Uni<Answer> ofPerson(Enquiry enquiry, String id, Parameters parameters) {
        SummaryParameters.check(parameters, SummaryParameters.OF_INSTANCE);
        Whom whom = new ByPerson(PatientReference.person(id, "id"));
        return reads.summary(enquiry, whom, enquiry.act("Patient/" + id + "/$summary", parameters));
    }

    private Uni<Answer> ofIdentifier(Enquiry enquiry, Parameters parameters) {
        SummaryParameters.check(parameters, SummaryParameters.OF_TYPE);
        Whom whom = SummaryParameters.whom(parameters);
        return reads.summary(enquiry, whom, enquiry.act(SUMMARY_OF_TYPE.path(), parameters));
    }

    private Uni<Parameters> form(RoutingContext context, Enquiry enquiry, byte[] body) {
        Uni<byte[]> json = body.length == 0 ? Uni.createFrom().item(body) : bodies.json(context, body);
        return json.map(content -> enquiry.parameters().and(SummaryParameters.read(content)));
    }

    private Uni<Response> serve(RoutingContext context, String route, Act act, Function<Enquiry, Uni<Answer>> work) {
        Optional<SummaryForm> form = wanted(context.request());
        Optional<Format> format = form.map(SummaryForm::format);
        Uni<Response> answer = desk.serve(context, new Desk.Route(route, act, format), work);
        return form.filter(one -> one == SummaryForm.PAGE).isPresent()
                ? answer.chain(document -> page(context, document))
                : answer;
    }

    private static Optional<SummaryForm> wanted(HttpServerRequest request) {
        String query = request.query();
        return SummaryForm.wanted(
                request.getHeader("Accept"),
                query != null && query.contains("_format=") ? request.getParam("_format") : null,
                request.method().equals(HttpMethod.GET) ? request.getHeader("Content-Type") : null);
    }

    private Uni<Response> page(RoutingContext context, Response document) {
        if (document.getStatus() != 200 || !(document.getEntity() instanceof byte[] json)) {
            return Uni.createFrom().item(document);
        }
        Desk.underAPolicyOfItsOwn(context);
        return Xml.onWorker(vertx, () -> SummaryPage.of(json))
                .map(html -> Response.fromResponse(document)
                        .entity(html)
                        .header("Content-Type", null)
                        .header("Content-Type", "text/html;charset=utf-8")
                        .header("Content-Security-Policy", SummaryStyle.POLICY)
                        .build());
    }
}
