package care.weald.gateway.fhir;

import care.weald.gateway.enforcement.Answer;
import care.weald.gateway.enforcement.DisclosureGate;
import care.weald.gateway.enforcement.Inquiry;
import care.weald.gateway.platform.Format;
import care.weald.gateway.upstream.AuditClient;
import care.weald.gateway.upstream.Event.Act;
import care.weald.gateway.upstream.Services;
import care.weald.gateway.upstream.Whom;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Access logs in plain words: decided, fetched and recorded like everything else, as JSON or as a page to read. */
@ApplicationScoped
class AccessLogReads {

    private static final Set<String> PARAMETERS = Set.of("date", "_count", "_cursor");

    /** What a browser may do with the page: use the console's style sheets. */
    private static final String POLICY =
            "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private final Desk desk;
    private final DisclosureGate gate;
    private final AuditClient audit;

    AccessLogReads(Desk desk, DisclosureGate gate, AuditClient audit) {
        this.desk = desk;
        this.gate = gate;
        this.audit = audit;
    }

    /**
     * Whose log is asked for.
     *
     * @param interaction {@code audit} of an officer, {@code access-log} of the person
     * @param path what the audit trail calls it
     */
    record Asked(String interaction, Whom whom, String path) {}

    /** Serves a request under a route; {@code asked} may fail with {@link care.weald.gateway.outcome.Faulted}. */
    Uni<Response> serve(RoutingContext context, String route, Act act, Function<Enquiry, Asked> asked) {
        Optional<SummaryForm> form = form(context.request());
        boolean page = form.filter(one -> one == SummaryForm.PAGE).isPresent();
        return desk.serve(
                        context,
                        new Desk.Route(route, act, form.map(SummaryForm::format)),
                        enquiry -> read(enquiry, asked.apply(enquiry), page))
                .map(answer -> formed(context, answer, page));
    }

    private Uni<Answer> read(Enquiry enquiry, Asked asked, boolean page) {
        Parameters parameters = enquiry.parameters().without(Set.of());
        parameters.mustBeAmong(PARAMETERS);
        Inquiry inquiry = new Inquiry(
                enquiry.requester(),
                asked.interaction(),
                asked.whom(),
                List.of(),
                enquiry.act(asked.path(), parameters));
        return gate.disclose(
                inquiry,
                granted -> audit.accessLog(
                        parameters.toQuery(), page, granted.permitFor(Services.AUDIT), enquiry.requester()));
    }

    /** The form that is wanted; XML there is none of. */
    private static Optional<SummaryForm> form(HttpServerRequest request) {
        String query = request.query();
        String parameter = query != null && query.contains("_format=") ? request.getParam("_format") : null;
        return SummaryForm.wanted(request.getHeader("Accept"), parameter, null)
                .filter(form -> form.format() == Format.JSON);
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
